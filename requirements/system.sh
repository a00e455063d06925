#!/bin/sh
# Installs the system packages that pip cannot, where it may; else prints the command and stops.
# Arguments: "sandbox" (to grade) and "tests" (what only tests start).
set -eu
[ "$(uname -s)" = Linux ] || { echo "Grading needs Linux or WSL2; authoring works here too." >&2; exit 0; }

missing=""
for part in "$@"; do
    case "$part" in
    sandbox)
        # bubblewrap: the walls around students' code
        command -v bwrap >/dev/null || missing="$missing bubblewrap"
        # libseccomp2: compiles the filter of system calls
        ldconfig -p 2>/dev/null | grep -q 'libseccomp\.so\.2' || missing="$missing libseccomp2"
        ;;
    tests)
        # chromium: the tests look for scripts that run in feedback pages, and click as people do
        command -v chromium >/dev/null || missing="$missing chromium"
        # iproute2: the cables between network namespaces, in the benchmark of several machines
        command -v ip >/dev/null || missing="$missing iproute2"
        # postgresql: gradebooks on a server
        ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
        ;;
    esac
done
[ -n "$missing" ] || exit 0

install="apt-get update && apt-get install --yes$missing"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    sh -c "$install" >/dev/null
elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then
    sudo sh -c "$install" >/dev/null
else
    echo "Missing:$missing. Install it, then run make again:" >&2
    echo "    sudo sh -c '$install'" >&2
    exit 1
fi
