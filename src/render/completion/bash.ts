/** Runs in bash 3.2, too, which macOS has. */
export const bash = String.raw`# bash completion of awsmfa

_awsmfa() {
  local kind line start
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r line; do COMPREPLY+=("$line"); done
  } < <(command awsmfa __complete bash "$COMP_WORDBREAKS" "${'$'}{COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  case $kind in
    :command*)
      for ((start = 1; start < COMP_CWORD; start++)); do
        [[ ${'$'}{COMP_WORDS[start]} == -- ]] && { ((start++)); break; }
      done
      ((start < COMP_CWORD)) || start=$((COMP_CWORD + 1 - ${'$'}{kind#:command }))
      if declare -F _comp_command_offset >/dev/null; then _comp_command_offset "$start"
      elif declare -F _command_offset >/dev/null; then _command_offset "$start"
      elif ((start == COMP_CWORD)); then COMPREPLY=($(compgen -c -- "$2"))
      else compopt -o default 2>/dev/null
      fi ;;
    # A space only behind a word that is whole.
    *) [[ ${'$'}{COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null ;;
  esac
}

complete -F _awsmfa awsmfa
`;
