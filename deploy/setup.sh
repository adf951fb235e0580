# shellcheck shell=bash
# What ./run and ./test share: a look at what the machine has. Sourced by them, with $root set.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# OpenCV reads these two only as real environment variables. 64 megapixels: a small PNG can claim gigabytes.
export OPENCV_IO_MAX_IMAGE_PIXELS=67108864 OPENCV_LOG_LEVEL=ERROR
# ONNX Runtime's packages send usage data to Microsoft unless this stands in the environment before it is loaded.
export ORT_DISABLE_TELEMETRY=1
# MSBuild takes the flavour of the native library from here; the default is for x64.
[ "$(uname -m)" != aarch64 ] || export OpenCvFlavor="${OpenCvFlavor:-linux-arm64}"
# ldconfig and mosquitto lie where an ordinary user's PATH may not lead.
PATH="$PATH:/usr/sbin:/sbin"

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 2
}

check_sdk() {
    command -v dotnet >/dev/null ||
        fail "the .NET 10 SDK is missing (there is no 'dotnet'): install it from https://dotnet.microsoft.com/download"
    # in the repository, so that its global.json decides
    (cd "$root" && dotnet --version) >/dev/null 2>&1 ||
        fail "'dotnet' is there, but no .NET 10 SDK: install it from https://dotnet.microsoft.com/download"
}

# Newer Debian and Ubuntu call it libgtk-3-0t64; apt-get finds that by the old name.
missing_packages() {
    # Not grep -q: it would leave early, and ldconfig, cut off, would count as a failure.
    ldconfig -p | grep 'libgtk-3\.so\.0' >/dev/null || echo libgtk-3-0
    local package
    for package in "$@"; do
        case $package in
            fonts-*) ls /usr/share/fonts/truetype/*/*.ttf >/dev/null 2>&1 || echo "$package" ;;
            mosquitto-clients) command -v mosquitto_sub >/dev/null || echo "$package" ;;
            *) command -v "$package" >/dev/null || echo "$package" ;;
        esac
    done
}

# install_missing YES PACKAGE…: libgtk-3-0 is always among them; with YES=yes nobody is asked.
install_missing() {
    local yes=$1 missing sudo='' answer=''
    shift
    missing=$(missing_packages "$@" | xargs)
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || sudo='sudo '
    local command="${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $missing"

    command -v apt-get >/dev/null ||
        fail "missing here: $missing (Debian's names). There is no apt-get: install them with your system's package manager."
    if [ "$yes" != yes ]; then
        [ -t 0 ] || fail "missing: $missing. Install with: $command"
        read -r -p "Missing: $missing. Run '$command' now? [Y/n] " answer || answer=n
        case $answer in '' | [Yy]*) ;; *) fail "not installed. Later, by hand: $command" ;; esac
    fi

    [ -z "$sudo" ] || command -v sudo >/dev/null || fail "missing: $missing. There is no sudo; as root: ${command//sudo /}"
    # the lists of a fresh machine may be empty or old; a source that fails matters only if the install then fails
    { ${sudo}apt-get update -qq || true
      ${sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2 ||
        fail "could not install $missing; see above."
}
