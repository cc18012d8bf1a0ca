# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
# Completion of keybearer for bash. Listing the names of keys never unlocks a keyring.

_keybearer_options () {
  case $1 in
  check) printf '%s ' --stdin --model --json --practice --help ;;
  list) printf '%s ' --names --ics --json --practice --help ;;
  save) printf '%s ' --replace --expires --json --practice --help ;;
  permissions) printf '%s ' --stdin --json --practice --help ;;
  find) printf '%s ' --json --help ;;
  doctor) printf '%s ' --mark --json --help ;;
  connect) printf '%s ' --apply --undo --folder --json --practice --help ;;
  forget) printf '%s ' --json --practice --help ;;
  token) printf '%s ' --newline --force --help ;;
  remind) printf '%s ' --help ;;
  cost) printf '%s ' --conversations --input --output --cached --model --input-price --cached-price --output-price --json --help ;;
  practice) printf '%s ' --port --help ;;
  run) printf '%s ' --as --help ;;
  esac
}

_keybearer_names () {
  local practice=
  [[ " ${COMP_WORDS[*]} " == *' --practice '* ]] && practice=--practice
  "${COMP_WORDS[0]}" list --names $practice 2>/dev/null
}

# Where the command of “run NAME -- COMMAND” begins; empty before that
_keybearer_separator () {
  local i
  for ((i = 2; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} == -- ]] && echo "$((i + 1))" && return
  done
}

_keybearer_run () {
  local begin=$1 word=${COMP_WORDS[COMP_CWORD]}
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "$begin"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$begin"
  elif ((COMP_CWORD == begin)); then
    mapfile -t COMPREPLY < <(compgen -c -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}

_keybearer () {
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} begin=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W 'check list save run token permissions find doctor connect forget remind cost practice help --new-key --practice --test-keys --help --version' -- "$word")
    return
  fi
  [[ $command == run ]] && begin=$(_keybearer_separator)
  if [[ $begin ]]; then
    _keybearer_run "$begin"
  elif [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_keybearer_options "$command")" -- "$word")
  elif [[ $command == run && $COMP_CWORD == 3 && ${COMP_WORDS[2]} != --as* ]]; then
    COMPREPLY=(--)
  elif [[ $command == help ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'check list save run token permissions find doctor connect forget remind cost practice' -- "$word")
  elif [[ $command == check || $command == run || $command == token ||
    $command == permissions || $command == forget ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_keybearer_names)" -- "$word")
  elif [[ $command == doctor && $COMP_CWORD == 2 ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'keyring programs' -- "$word")
  elif [[ $command == doctor && ${COMP_WORDS[2]} == programs ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'aider alpaca codecompanion codex continue crush gptel gptme llm newelle openai-cli openai-node openai-python opencode shell-gpt zed' -- "$word")
  elif [[ $command == connect && $COMP_CWORD == 2 ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'aider alpaca codecompanion codex continue crush gptel gptme llm newelle openai-cli openai-node openai-python opencode shell-gpt zed' -- "$word")
  elif [[ $command == connect && $COMP_CWORD == 3 ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_keybearer_names)" -- "$word")
  elif [[ $command == find ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}

complete -F _keybearer keybearer
