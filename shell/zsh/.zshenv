# What `awsmfa exec` starts zsh with: your own files as ever, then the profile in front of the prompt.
if (( ${+AWSMFA_ZDOTDIR} )); then
  ZDOTDIR=$AWSMFA_ZDOTDIR
  unset AWSMFA_ZDOTDIR
else
  unset ZDOTDIR
fi

if [[ -o interactive ]]; then
  # Once, before the first prompt: your own files have set it by then.
  _awsmfa_prompt() {
    precmd_functions=(${precmd_functions:#_awsmfa_prompt})
    unfunction _awsmfa_prompt
    [[ $PROMPT == *AWSMFA_PROFILE* ]] || PROMPT="($AWSMFA_PROFILE) $PROMPT"
  }
  precmd_functions+=(_awsmfa_prompt)
fi

if [[ -r ${ZDOTDIR:-$HOME}/.zshenv ]]; then
  source ${ZDOTDIR:-$HOME}/.zshenv
fi
