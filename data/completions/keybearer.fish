# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
# Completion of keybearer for fish. Listing the names of keys never unlocks a keyring.

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

complete -c keybearer -f
complete -c keybearer -n __keybearer_is_first -a check -d 'Test a key with one small request'
complete -c keybearer -n __keybearer_is_first -a list -d 'List the saved keys'
complete -c keybearer -n __keybearer_is_first -a save -d 'Save the key from standard input'
complete -c keybearer -n __keybearer_is_first -a run -d 'Run a command with a saved key in its environment'
complete -c keybearer -n __keybearer_is_first -a token -d 'Print a saved key for a program'
complete -c keybearer -n __keybearer_is_first -a permissions -d 'Ask OpenAI what a key may do'
complete -c keybearer -n __keybearer_is_first -a find -d 'Look for keys in other places'
complete -c keybearer -n __keybearer_is_first -a doctor -d 'Tell what is wrong with the keyring, and which key programs use'
complete -c keybearer -n __keybearer_is_first -a connect -d 'Connect a program with a saved key'
complete -c keybearer -n __keybearer_is_first -a forget -d 'Remove a key from this computer'
complete -c keybearer -n __keybearer_is_first -a remind -d 'Show a notification when a key ends soon'
complete -c keybearer -n __keybearer_is_first -a cost -d 'Estimate what using the API costs'
complete -c keybearer -n __keybearer_is_first -a practice -d 'Run the practice service'
complete -c keybearer -n __keybearer_is_first -a help -d 'Tell what a command does'
complete -c keybearer -n '__keybearer_is help' -a 'check list save run token permissions find doctor connect forget remind cost practice'
complete -c keybearer -n __keybearer_is_first -l new-key -d 'Begin a new key'
complete -c keybearer -n __keybearer_is_first -l test-keys -d 'Test all saved keys'
complete -c keybearer -n __keybearer_is_first -l version -d 'Print the version'
complete -c keybearer -n 'not __keybearer_wants_command' -s h -l help -d 'Tell what it does'
complete -c keybearer -n 'not __keybearer_is run find remind cost practice' -l practice -d 'Practice run: nothing leaves this computer'
complete -c keybearer -n '__keybearer_is check list save permissions find doctor connect forget cost' -l json -d 'Answer with JSON'
complete -c keybearer -n '__keybearer_is check permissions' -l stdin -d 'Take the key on the standard input'
complete -c keybearer -n '__keybearer_is check cost' -s m -l model -x -d 'Ask this model'
complete -c keybearer -n '__keybearer_is list' -l names -d 'Short names only'
complete -c keybearer -n '__keybearer_is list' -l ics -d 'A calendar of their ends'
complete -c keybearer -n '__keybearer_is save' -l replace -d 'Replace a saved key'
complete -c keybearer -n '__keybearer_is save' -l expires -x -d 'Note when it ends'
complete -c keybearer -n '__keybearer_is run; and not __keybearer_wants_command' -l as -x -d 'Use this variable'
complete -c keybearer -n '__keybearer_is token' -s n -l newline -d 'End with a line break'
complete -c keybearer -n '__keybearer_is token' -s f -l force -d 'Print it in a terminal too'
complete -c keybearer -n '__keybearer_is connect' -s a -l apply -d 'Make the change, and test it'
complete -c keybearer -n '__keybearer_is connect' -s u -l undo -d 'Undo it'
complete -c keybearer -n '__keybearer_is connect' -s f -l folder -x -a '(__fish_complete_directories)' -d 'Only in this folder'
complete -c keybearer -n '__keybearer_is practice' -s p -l port -x -d 'Listen on this port'
complete -c keybearer -n '__keybearer_is cost' -s c -l conversations -x -d 'Conversations a day'
complete -c keybearer -n '__keybearer_is cost' -s i -l input -x -d 'Tokens sent in each'
complete -c keybearer -n '__keybearer_is cost' -s o -l output -x -d 'Tokens received in each'
complete -c keybearer -n '__keybearer_is cost' -l cached -x -d 'How much of it was sent before and costs less'
complete -c keybearer -n '__keybearer_is cost' -l input-price -x -d 'Price of a million tokens sent'
complete -c keybearer -n '__keybearer_is cost' -l cached-price -x -d 'Price of a million tokens that were sent before'
complete -c keybearer -n '__keybearer_is cost' -l output-price -x -d 'Price of a million tokens received'
complete -c keybearer -n '__keybearer_is find' -F
complete -c keybearer -n '__keybearer_is doctor' -l mark -d 'Put a marker into the keyring first'
complete -c keybearer -n '__keybearer_is doctor; and test (count (__keybearer_words)) -eq 2' -a 'keyring programs'
complete -c keybearer -n '__keybearer_is doctor; and contains -- programs (__keybearer_words); and test (count (__keybearer_words)) -eq 3' -a 'aider alpaca codecompanion codex continue crush gptel gptme llm newelle openai-cli openai-node openai-python opencode shell-gpt zed'
complete -c keybearer -n '__keybearer_is connect; and test (count (__keybearer_words)) -eq 2' -a 'aider alpaca codecompanion codex continue crush gptel gptme llm newelle openai-cli openai-node openai-python opencode shell-gpt zed'
complete -c keybearer -n '__keybearer_is connect; and test (count (__keybearer_words)) -eq 3' -a '(__keybearer_names)'
complete -c keybearer -n __keybearer_wants_name -a '(__keybearer_names)'
complete -c keybearer -n __keybearer_wants_separator -a --
complete -c keybearer -n __keybearer_wants_command -a '(__keybearer_command)'
