# Sourced by the scripts of this folder: quiet steps with a clear error.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# fail MESSAGE [STATUS]
fail() {
    printf 'error: %s\n' "$1" >&2
    exit "${2:-3}"
}

# step WHAT COMMAND...: runs the command with its output in a log. Says what it did when that took a
# while, and shows the end of the log and stops when it failed.
step() {
    local what=$1 began=$SECONDS log status=0
    shift
    mkdir -p "$project/build/logs"
    log=$project/build/logs/$(printf '%s' "$what" | tr -c '[:alnum:]\n' '-').log
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -ne 0 ]; then
        tail -n 40 "$log" >&2
        printf '\nerror: could not %s (status %d). The whole log: %s\n' "$what" "$status" "$log" >&2
        exit 3
    fi
    if [ $((SECONDS - began)) -ge 3 ]; then
        printf '%s: %d s\n' "$what" $((SECONDS - began)) >&2
    fi
}
