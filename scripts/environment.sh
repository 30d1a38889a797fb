#!/bin/sh
# Makes .venv ready for one group of requirements: run, postgres or dev.
# Nothing is done when the locked file is the one that was installed last.
set -eu
group=$1
cd "$(dirname "$0")/.."

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Runs a package installation as root, or names the command and stops.
install() {
    command="apt-get install -y --no-install-recommends $*"
    if [ "$(id -u)" = 0 ]; then
        apt-get update -q && DEBIAN_FRONTEND=noninteractive $command
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $command
    else
        stop "These system packages are missing: $*" "Install them, then start again:" \
            "    sudo apt-get update && sudo $command"
    fi
}

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null || install python3 python3-venv
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "pixlearn needs Python 3.11 or newer; $python is older." \
            "Name another one: make PYTHON=python3.12 run"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install "${python##*/}-venv"
    echo "Making the environment in .venv"
    "$python" -m venv --clear .venv
fi

# The files are locked together: a change in one makes every group be installed again.
stamp=.venv/installed
lock=$(cat requirements/*.txt | sha256sum | cut -d ' ' -f 1)
[ "$(head -n 1 "$stamp" 2>/dev/null)" = "$lock" ] || echo "$lock" >"$stamp"
if ! grep -qx "$group" "$stamp"; then
    echo "Installing requirements/$group.txt"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r "requirements/$group.txt"
    echo "$group" >>"$stamp"
fi

if [ "$group" = dev ]; then
    missing=
    command -v chromium >/dev/null || missing="chromium fonts-liberation"
    [ -x /usr/bin/chromedriver ] || missing="$missing chromium-driver"
    [ -z "$missing" ] || install $missing
    shell=chromium-headless-shell
    command -v $shell >/dev/null || (install $shell) ||
        echo "The tests in a browser take longer: there is no $shell here."
fi

# PDF papers are drawn by system libraries: needed to develop, welcome where the app runs.
drawing() {
    .venv/bin/python -c 'import sys; from ctypes.util import find_library
names = "pango-1.0", "pangoft2-1.0", "harfbuzz-subset"
sys.exit(not all(map(find_library, names)))'
}
if ! drawing; then
    libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"
    if [ "$group" = dev ]; then
        install $libraries
    else
        ( [ "$(id -u)" = 0 ] || sudo -n true ) 2>/dev/null && (install $libraries) || true
        drawing || echo "PDF papers are off: install $libraries to have them."
    fi
fi
