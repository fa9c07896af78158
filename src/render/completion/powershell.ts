/** The word at the cursor gets a dot in front: PowerShell before 7.3 drops empty arguments. */
export const powershell =
  String.raw`# PowerShell completion of awsmfa

Register-ArgumentCompleter -Native -CommandName awsmfa -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    $current = $wordToComplete -replace '^[''"]', ''
    $kind, $lines = @(awsmfa __complete powershell @words ".$current" 2>$null)
    if ($kind -ne ':words') { return }
    foreach ($line in $lines) {
        $value, $description = $line -split "` +
  '`t' +
  String.raw`", 2
        $text = if ($value -match '^[\w./:=+-]+$') { $value } else { "'" + ($value -replace "'", "''") + "'" }
        if (-not $description) { $description = $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $description)
    }
}
`;
