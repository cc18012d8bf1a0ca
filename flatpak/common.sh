# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
#
# Read by flatpak/build and flatpak/bundle: where to build, and building.

app=io.github.keybearer.Keybearer
version=51
work=_build/flatpak
# Where whoever installs a bundle gets the runtime from
runtime_repo=--runtime-repo=https://dl.flathub.org/repo/flathub.flatpakrepo

say () { printf 'flatpak/%s: %s\n' "${0##*/}" "$*" >&2; }

die () {
  say "$*"
  exit 69
}

can_build () { command -v flatpak >/dev/null && command -v flatpak-builder >/dev/null; }

# Prints the remote that has the Sdk, or nothing where it is installed already.
# Fails where it is not to be had.
find_runtime () {
  ! flatpak info "org.gnome.Sdk//$version" >/dev/null 2>&1 || return 0
  for name in $(flatpak remotes --columns=name 2>/dev/null); do
    if flatpak remote-info "$name" "org.gnome.Sdk//$version" >/dev/null 2>&1; then
      echo "$name"
      return 0
    fi
  done
  return 1
}

# Installations beside the one of the desktop, so that no other program ever runs on the stand-ins
use_stand_ins () {
  remote=
  runtime_repo= # what is not on the network keeps the bundle from being installed
  place=${KEYBEARER_STAND_INS%/*}
  export FLATPAK_SYSTEM_DIR="$place/runtimes" FLATPAK_USER_DIR="${FLATPAK_USER_DIR:-$place/user}"
  for name in Platform Sdk; do
    flatpak info "org.gnome.$name//$version" >/dev/null 2>&1 || install_stand_in "org.gnome.$name//$version"
  done
}

# Flatpak asks on the bus of the system for the parental controls of anybody but root, and where there is no such
# bus it installs nothing. Any bus will do.
with_system_bus () {
  if [ "$(id -u)" = 0 ] || [ -S /run/dbus/system_bus_socket ]; then
    "$@"
  else
    dbus-run-session -- sh -c 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$@"' sh "$@"
  fi
}

install_stand_in () {
  # As the installation of a user, which takes no administrator
  FLATPAK_USER_DIR=$FLATPAK_SYSTEM_DIR sh -c '
    flatpak --user remote-add --if-not-exists --no-gpg-verify --title="Stand-ins for testing" stand-ins "file://$1" &&
      flatpak --user install -y --noninteractive stand-ins "$2" >/dev/null
  ' sh "$KEYBEARER_STAND_INS" "$1" || die "the stand-in $1 could not be installed; remove $place and start this again."
}

# find_place ARGUMENT…: sets remote, or starts the script again in the environment that has stand-ins
find_place () {
  if [ -n "${KEYBEARER_ON_STAND_INS-}" ]; then
    use_stand_ins
    return
  fi
  case " $* " in
  *' --stand-ins '*) say "building on stand-ins for testing" ;;
  *)
    if ! can_build; then
      say "flatpak and flatpak-builder are not both installed here; building on stand-ins for testing"
    elif remote=$(find_runtime); then
      return
    else
      say "no remote here has GNOME $version; building on stand-ins for testing"
    fi
    ;;
  esac
  if [ -z "${KEYBEARER_STAND_INS-}" ]; then
    KEYBEARER_STAND_INS=$("$here/stand-ins") || exit 69
  fi
  export KEYBEARER_STAND_INS KEYBEARER_ON_STAND_INS=yes
  exec "$here/../build-aux/env" "$here/${0##*/}" "$@"
}

# build_app OPTION…: options of flatpak-builder. Leaves the app in _build/flatpak/repo.
build_app () {
  mkdir -p "$work"
  # Links between copies are not protected: that takes FUSE, and nothing here writes to them.
  with_system_bus flatpak-builder --user --force-clean --disable-rofiles-fuse ${remote:+--install-deps-from="$remote"} \
    ${SOURCE_DATE_EPOCH:+--override-source-date-epoch="$SOURCE_DATE_EPOCH"} \
    --state-dir="$work/state" --repo="$work/repo" "$@" "$work/$app" "$here/$app.json" >"$work/$app.log" 2>&1 || {
    tail -n 60 "$work/$app.log" >&2
    die "the build failed; all that it said is in $work/$app.log."
  }
}
