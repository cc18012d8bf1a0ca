# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
# Completion of keybearer for fish. Listing the names of keys never unlocks a keyring.

# In the person’s language, as the command line says it; in English where there is no gettext
function __keybearer_say
    set -q TEXTDOMAINDIR; or set -lx TEXTDOMAINDIR @localedir@
    command -q gettext; and gettext -d keybearer $argv[1]; or echo $argv[1]
end

function __keybearer_names
    set -l practice
    contains -- --practice (commandline -opc); and set practice --practice
    keybearer list --names $practice 2>/dev/null
end

# The words before the cursor that are no options
function __keybearer_words
    string match -v -- '-*' (commandline -opc)
end

function __keybearer_is_first
    test (count (__keybearer_words)) -eq 1
end

function __keybearer_is
    set -l words (__keybearer_words)
    test (count $words) -ge 2; and contains -- $words[2] $argv
end

function __keybearer_wants_name
    __keybearer_is check run token permissions forget; and test (count (__keybearer_words)) -eq 2
    and not contains -- -- (commandline -opc)
end

function __keybearer_wants_separator
    __keybearer_is run; and test (count (__keybearer_words)) -eq 3; and not contains -- -- (commandline -opc)
end

function __keybearer_wants_command
    __keybearer_is run; and contains -- -- (commandline -opc)
end

function __keybearer_command
    set -l words (commandline -opc) (commandline -ct)
    set -l at (contains -i -- -- $words)
    complete -C (string join ' ' -- $words[(math $at + 1)..-1])
end

set -l __keybearer_help 'Show help options'
command -q gettext; and set __keybearer_help (gettext -d glib20 $__keybearer_help)
complete -c keybearer -f
complete -c keybearer -n __keybearer_is_first -a check -d (__keybearer_say 'Test a saved key, or one from standard input')
complete -c keybearer -n __keybearer_is_first -a list -d (__keybearer_say 'List the saved keys')
complete -c keybearer -n __keybearer_is_first -a save -d (__keybearer_say 'Save the key from standard input')
complete -c keybearer -n __keybearer_is_first -a run -d (__keybearer_say 'Run a command with a saved key as OPENAI_API_KEY')
complete -c keybearer -n __keybearer_is_first -a token -d (__keybearer_say 'Print a saved key, for programs that run a command to get it')
complete -c keybearer -n __keybearer_is_first -a permissions -d (__keybearer_say 'Ask OpenAI what a key may do')
complete -c keybearer -n __keybearer_is_first -a find -d (__keybearer_say 'Look for keys in other places')
complete -c keybearer -n __keybearer_is_first -a doctor -d (__keybearer_say 'Tell what is wrong with the keyring, and which key programs would use')
complete -c keybearer -n __keybearer_is_first -a connect -d (__keybearer_say 'Connect a program with a saved key')
complete -c keybearer -n __keybearer_is_first -a forget -d (__keybearer_say 'Remove a key from the keyring of this computer')
complete -c keybearer -n __keybearer_is_first -a remind -d (__keybearer_say 'Show a notification when a key ends soon')
complete -c keybearer -n __keybearer_is_first -a cost -d (__keybearer_say 'Estimate what using the API costs')
complete -c keybearer -n __keybearer_is_first -a practice -d (__keybearer_say 'Run the practice service and print its address and keys')
complete -c keybearer -n __keybearer_is_first -a help -d $__keybearer_help
complete -c keybearer -n '__keybearer_is help' -a 'check list save run token permissions find doctor connect forget remind cost practice'
complete -c keybearer -n __keybearer_is_first -l new-key -d (__keybearer_say 'Begin a new key, or go on with the set-up that is under way')
complete -c keybearer -n __keybearer_is_first -l test-keys -d (__keybearer_say 'Test all saved keys')
complete -c keybearer -n __keybearer_is_first -l version -d (__keybearer_say 'Print the version and exit')
complete -c keybearer -n 'not __keybearer_is help; and not __keybearer_wants_command' -s h -l help -d $__keybearer_help
complete -c keybearer -n 'not __keybearer_is run token find doctor remind cost practice help' -l practice -d (__keybearer_say 'Practice run: no account, no network, keys only in memory')
complete -c keybearer -n '__keybearer_is check list save permissions find doctor connect forget cost' -l json -d (__keybearer_say 'Answer with JSON, for programs')
complete -c keybearer -n '__keybearer_is check' -l stdin -d (__keybearer_say 'Check the key from standard input')
complete -c keybearer -n '__keybearer_is permissions' -l stdin -d (__keybearer_say 'Ask about the key from standard input')
complete -c keybearer -n '__keybearer_is check' -s m -l model -x -d (__keybearer_say 'Ask this model')
complete -c keybearer -n '__keybearer_is list' -l names -d (__keybearer_say 'Print the short names only, one a line')
complete -c keybearer -n '__keybearer_is list' -l ics -d (__keybearer_say 'Print a calendar of the dates on which keys end')
complete -c keybearer -n '__keybearer_is save' -l replace -d (__keybearer_say 'Replace a saved key of that name')
complete -c keybearer -n '__keybearer_is save' -l expires -x -d (__keybearer_say 'Note when the key ends: a date or a number of days')
complete -c keybearer -n '__keybearer_is run; and not __keybearer_wants_command' -l as -x -d (__keybearer_say 'Use this variable instead of OPENAI_API_KEY')
complete -c keybearer -n '__keybearer_is token' -s n -l newline -d (__keybearer_say 'End with a line break, for programs that read a line')
complete -c keybearer -n '__keybearer_is token' -s f -l force -d (__keybearer_say 'Print it in a terminal too')
complete -c keybearer -n '__keybearer_is connect' -s a -l apply -d (__keybearer_say 'Make the change, and test it')
complete -c keybearer -n '__keybearer_is connect' -s u -l undo -d (__keybearer_say 'Undo it')
complete -c keybearer -n '__keybearer_is connect' -s f -l folder -x -a '(__fish_complete_directories)' -d (__keybearer_say 'Only in this folder, through its .envrc file and direnv')
complete -c keybearer -n '__keybearer_is practice' -s p -l port -x -d (__keybearer_say 'Port to listen on; a free one if not given')
complete -c keybearer -n '__keybearer_is cost' -s c -l conversations -x -d (__keybearer_say 'Conversations a day')
complete -c keybearer -n '__keybearer_is cost' -s i -l input -x -d (__keybearer_say 'Tokens sent in each')
complete -c keybearer -n '__keybearer_is cost' -s o -l output -x -d (__keybearer_say 'Tokens received in each')
complete -c keybearer -n '__keybearer_is cost' -l cached -x -d (__keybearer_say 'How much of it was sent before and costs less')
complete -c keybearer -n '__keybearer_is cost' -s m -l model -x -d (__keybearer_say 'This model only')
complete -c keybearer -n '__keybearer_is cost' -l input-price -x -d (__keybearer_say 'Price of a million tokens sent')
complete -c keybearer -n '__keybearer_is cost' -l cached-price -x -d (__keybearer_say 'Price of a million tokens that were sent before')
complete -c keybearer -n '__keybearer_is cost' -l output-price -x -d (__keybearer_say 'Price of a million tokens received')
complete -c keybearer -n '__keybearer_is find' -F
complete -c keybearer -n '__keybearer_is doctor' -l mark -d (__keybearer_say 'Put a marker into the keyring first, so that a later login shows whether it lasts')
complete -c keybearer -n '__keybearer_is doctor; and test (count (__keybearer_words)) -eq 2' -a 'keyring programs'
complete -c keybearer -n '__keybearer_is doctor; and contains -- programs (__keybearer_words); and test (count (__keybearer_words)) -eq 3' -a 'aider alpaca codecompanion codex continue crush gptel gptme llm newelle openai-cli openai-node openai-python opencode shell-gpt zed'
complete -c keybearer -n '__keybearer_is connect; and test (count (__keybearer_words)) -eq 2' -a 'aider alpaca codecompanion codex continue crush gptel gptme llm newelle openai-cli openai-node openai-python opencode shell-gpt zed'
complete -c keybearer -n '__keybearer_is connect; and test (count (__keybearer_words)) -eq 3' -a '(__keybearer_names)'
complete -c keybearer -n __keybearer_wants_name -a '(__keybearer_names)'
complete -c keybearer -n __keybearer_wants_separator -a --
complete -c keybearer -n __keybearer_wants_command -a '(__keybearer_command)'
