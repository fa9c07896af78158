export const fish = String.raw`# fish completion of awsmfa

function __awsmfa_complete
    set -l before (commandline -opc)[2..]
    set -l current (commandline -ct)
    set -l answer (command awsmfa __complete fish $before (string unescape -- $current; or echo $current) 2>/dev/null)
    switch "$answer[1]"
        case ':command *'
            set -l start (string replace ':command ' '' -- $answer[1])
            complete -C (string join ' ' -- (string escape -- $before[$start..]) $current)
        case '*'
            printf '%s\n' $answer[2..]
    end
end

complete -c awsmfa -f -a '(__awsmfa_complete)'
`;
