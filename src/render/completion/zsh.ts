export const zsh = String.raw`#compdef awsmfa
# zsh completion of awsmfa

_awsmfa() {
  local -a answer values shown
  local line
  answer=("${'$'}{(@f)$(command awsmfa __complete zsh "${'$'}{(@Q)words[2,CURRENT-1]}" "${'$'}{(Q)PREFIX}" 2>/dev/null)}")
  case $answer[1] in
    :command*)
      line=${'$'}{answer[1]#:command }
      words=("${'$'}{(@)words[line+1,-1]}")
      ((CURRENT -= line))
      _normal ;;
    :words)
      for line in "${'$'}{(@)answer[2,-1]}"; do
        values+=("${'$'}{line%%$'\t'*}")
        shown+=("${'$'}{line/$'\t'/  -- }")
      done
      compadd -l -d shown -a values ;;
  esac
}

if [[ $funcstack[1] == _awsmfa ]]; then _awsmfa "$@"; else compdef _awsmfa awsmfa; fi
`;
