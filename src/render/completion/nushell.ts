/** Goes before the external completer that there is, which serves all other commands. */
export const nushell = String.raw`# nushell completion of awsmfa

let awsmfa_before = $env.config.completions?.external?.completer?
$env.config.completions.external.enable = true
$env.config.completions.external.completer = {|spans|
    if ($spans | first) != 'awsmfa' {
        if $awsmfa_before == null { null } else { do $awsmfa_before $spans }
    } else {
        let answer = (^awsmfa __complete nushell ...($spans | skip 1) | complete | get stdout | lines)
        if ($answer | is-empty) or ($answer | first) != ':words' {
            null
        } else {
            $answer | skip 1 | split column "\t" value description
        }
    }
}
`;
