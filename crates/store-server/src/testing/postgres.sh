# Starts a fresh PostgreSQL cluster, prints its URL, and stops and removes it when the standard input ends.
# It is reached through a socket in its own folder only. Nothing in it survives, so nothing waits for the disk, unless
# XINBAO_POSTGRES_DURABLE says that what waits is to be measured.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
base=/tmp
hasty=
if [ -z "${XINBAO_POSTGRES_DURABLE:-}" ]; then
    [ -d /dev/shm ] && base=/dev/shm
    hasty='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
fi
folder=$(mktemp -d "$base/xinbao-postgres.XXXXXX")
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    chown postgres "$folder"
    as() { runuser -u postgres -- "$@"; }
fi
cd "$folder"
trap 'trap - EXIT; [ -f data/postmaster.pid ] && as "$bin/pg_ctl" -D data -m immediate -s stop; rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM HUP
as "$bin/initdb" -D data -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null
as "$bin/pg_ctl" -D data -s -w -t 60 -l log -o "-c listen_addresses= -c unix_socket_directories=$folder $hasty \
    -c max_connections=300" start </dev/null >/dev/null 2>&1 || { cat log >&2; exit 1; }
# Tests run as a role that row-level security binds.
as "$bin/psql" -q -h "$folder" -U postgres -c 'CREATE ROLE xinbao LOGIN CREATEDB' postgres >/dev/null
echo "postgres:///postgres?host=$folder&user=xinbao"
cat >/dev/null
