# Sourced by the other scripts: the project root, its virtual environments and its data.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# The interpreter that environments are made from; set PYTHON to choose another one.
check_python() {
  python=${PYTHON:-python3}
  command -v "$python" >/dev/null ||
    fail "$python was not found. Install Python 3.11 or newer, or set PYTHON to its path."
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: 3.11 or newer is needed. Set PYTHON to its path."
}

# install_packages PACKAGES...: as root on Debian; false where that is not who and where we are.
install_packages() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return
  echo "Installing $* ..." >&2
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Debian ships Python without ensurepip: `python3 -m venv` then stops half-way.
check_venv() {
  "$python" -c 'import ensurepip' 2>/dev/null && return
  local package
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  install_packages "$package" ||
    fail "$python has no ensurepip. Install it first, on Debian: sudo apt-get install $package"
}

# The tests in a real browser need Chromium and a font; without them they are skipped.
check_chromium() {
  command -v "${POLYLASSO_CHROMIUM:-chromium}" chromium-browser google-chrome >/dev/null &&
    [ -n "$(fc-list 2>/dev/null)" ] && return
  install_packages chromium fonts-dejavu-core fontconfig ||
    echo "error: Chromium or fonts are missing, so the tests in a browser are skipped." \
      "Install them, on Debian: sudo apt-get install chromium fonts-dejavu-core fontconfig" >&2
}

# make_environment FOLDER: an empty virtual environment whose pip knows dependency groups.
make_environment() {
  check_python
  check_venv
  "$python" -m venv --clear "$1"
  "$1/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
}

# use_environment FOLDER PIP-ARGUMENTS...: make it where needed and put it first on PATH. What
# was installed is remembered per arguments and pyproject.toml, so that a second call is free. An
# environment that was copied here with the project is made anew: its scripts name the old place.
use_environment() {
  local folder=$root/$1 key
  shift
  if ! "$folder/bin/python" -c '' 2>/dev/null ||
    { [ -d "$folder/installed" ] && [ "$(cat "$folder/installed/root")" != "$root" ]; }; then
    make_environment "$folder"
  fi
  key=$(printf '%s\n' "$@" | cat - pyproject.toml | sha256sum | cut -d ' ' -f 1)
  if [ ! -e "$folder/installed/$key" ]; then
    echo "Installing into ${folder#"$root"/} ..." >&2
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    mkdir -p "$folder/installed"
    echo "$root" >"$folder/installed/root"
    touch "$folder/installed/$key"
  fi
  export PATH=$folder/bin:$PATH
}

# Real data sets: a folder ../shared/data beside the project, unless POLYLASSO_DATA names one.
use_data() {
  if [ -z "${POLYLASSO_DATA:-}" ] && [ -d "$root/../shared/data" ]; then
    POLYLASSO_DATA=$(cd "$root/../shared/data" && pwd)
    export POLYLASSO_DATA
  fi
}
