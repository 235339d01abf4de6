# Sourced by the scripts of this folder: a private PostgreSQL server without durability, clocks.

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 3
}

# start_server [PORT]: makes $bench (a folder that goes away at the end) and a server in it; psql and
# its friends find it through PGHOST and PGUSER. PostgreSQL refuses root, so it runs as postgres
# then. With a port it listens on 127.0.0.1, too, for peers that know no sockets of files.
start_server() {
    local tools listen="-c listen_addresses=''"
    [ $# -gt 0 ] && listen="-c listen_addresses=127.0.0.1 -p $1" && export PGPORT=$1
    tools=$(pg_config --bindir 2>/dev/null || true)
    [ -x "$tools/initdb" ] || tools=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -x "$tools/initdb" ] || fail "no PostgreSQL server is installed"
    as_server=()
    bench=$(mktemp -d /tmp/tidemark-bench.XXXXXX)
    if [ "$(id -u)" -eq 0 ]; then
        as_server=(setpriv --reuid=postgres --regid=postgres --init-groups --reset-env)
        chown postgres: "$bench"
        chmod 755 "$bench"
    fi
    pg_ctl=("${as_server[@]}" "$tools/pg_ctl" -D "$bench/data" -s -w)
    trap 'stop_server' EXIT
    (
        cd "$bench"
        "${as_server[@]}" "$tools/initdb" -D "$bench/data" -U postgres -A trust -E UTF8 \
            --locale=C.UTF-8 --no-sync >"$bench.log" 2>&1
        "${pg_ctl[@]}" -l "$bench/log" start -o "-k $bench $listen -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off" >>"$bench.log" 2>&1
    ) </dev/null || fail "the server did not start: $(tail -n 3 "$bench.log")"
    export PGHOST=$bench PGUSER=postgres PGDATABASE=postgres
}

stop_server() {
    cd /
    "${pg_ctl[@]}" stop -m immediate >/dev/null 2>&1 || true
    rm -rf "$bench" "$bench.log"
}

# seconds COMMAND...: runs it quietly, and sets $took. Its status is in $status.
seconds() {
    local began=$EPOCHREALTIME
    status=0
    "$@" >"$bench.out" 2>&1 </dev/null || status=$?
    took=$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }')
}

# median RUNS PREPARE COMMAND...: the median of so many runs in $took; PREPARE runs before each,
# untimed.
median() {
    local runs=$1 prepare=$2 all="" i
    shift 2
    for ((i = 0; i < runs; ++i)); do
        $prepare >/dev/null 2>&1 </dev/null
        seconds "$@"
        all+="$took"$'\n'
    done
    took=$(printf '%s' "$all" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

row() { printf '%-58s %10s %10s\n' "$@"; }
