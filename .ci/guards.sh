# For `run`: counts what passed and what failed, and shows the output of what failed alone.
passed=0
failed=0
failures=()
later_names=()
later_jobs=()

# guard NAME COMMAND…: one line where it passes; where it does not, the tests that failed, why, and all of its output.
guard() {
  local begin=$SECONDS
  "${@:2}" >"$scratch/output" 2>&1
  report "$1" $? "$scratch/output" "$((SECONDS - begin)) s"
}

# later NAME COMMAND…: the same beside the others, reported by `await_later`. For what takes long and is in no hurry.
later() {
  later_names+=("$1")
  "${@:2}" >"$scratch/later.${#later_names[@]}" 2>&1 &
  later_jobs+=($!)
}

await_later() {
  local index
  for index in "${!later_jobs[@]}"; do
    wait "${later_jobs[index]}"
    report "${later_names[index]}" $? "$scratch/later.$((index + 1))" 'beside the others'
  done
}

# report NAME STATUS OUTPUT TIME
report() {
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
    echo "ok: $1$(sed -n 's/^note: /: /p' "$3" | head -n 1) ($4)"
  else
    failed=$((failed + 1))
    failures+=("$1" "$(failed_tests "$3")")
    echo "FAILED: $1"
    failed_tests "$3"
    why "$3" | head -n 60
    cat "$3"
  fi
}

# failed_tests OUTPUT: the names of the tests that failed, out of what Vitest printed.
failed_tests() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | sed -n 's/^ *FAIL  */  /p' | sort --unique
}

# why OUTPUT: what Vitest said of the tests that failed. It stands below the names of all that passed.
why() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | sed -n '/Failed Tests\|Failed Suites\|Unhandled Error/,$p'
}

# count_tests REPORT OUTPUT: adds the numbers of a JSON report of Vitest to ours. A report that is not there is a
# failure.
count_tests() {
  local numbers
  numbers=$(node -p 'const r = JSON.parse(fs.readFileSync(process.argv[1])); `${r.numPassedTests} ${r.numFailedTests + Number(!r.success && r.numFailedTests === 0)}`' "$1") ||
    numbers='0 1'
  passed=$((passed + ${numbers% *}))
  failed=$((failed + ${numbers#* }))
  failures+=("$(failed_tests "$2")")
}

# The names of what failed once more, where whoever reads the end alone sees them.
finish() {
  printf '%s\n' "${failures[@]}" | sed '/^$/d; s/^/failed: /'
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
