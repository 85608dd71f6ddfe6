#!/usr/bin/env bash
# The Debian package, installed, configured, served, upgraded, removed and purged by the real dpkg: in a copy of this
# machine's root that is thrown away, so that nothing of the machine changes. As root: .ci/package.sh PACKAGE
set -euo pipefail
package="$(realpath "${1:?the package}")"

if [ "${2:-}" != --apart ]; then
  # Mounts of its own, gone when the process ends.
  exec unshare --mount --propagation private "$0" "$package" --apart
fi

layer="$(mktemp -d)"
mount -t tmpfs tmpfs "$layer"
mkdir "$layer/upper" "$layer/work" "$layer/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" "$layer/root" || {
  echo "this machine allows no overlay: the package cannot be tried without changing it" >&2
  exit 1
}
mount -t proc proc "$layer/root/proc"
mount --bind /dev "$layer/root/dev"
mount -t tmpfs tmpfs "$layer/root/run"
mount -t tmpfs tmpfs "$layer/root/tmp"
cp "$package" "$layer/root/tmp/faisceau.deb"

cat >"$layer/root/tmp/try.sh" <<'TRY'
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin
is() { # what, wanted, found
  [ "$2" = "$3" ] || { echo "$1: \`$3\` instead of \`$2\`" >&2 && exit 1; }
}
mode() { stat -c '%a %U:%G' "$1"; }

dpkg --install /tmp/faisceau.deb >/tmp/said
grep -q 'fill in /etc/faisceau/faisceau.toml' /tmp/said
is account 'faisceau /var/lib/faisceau' "$(getent passwd faisceau | cut -d: -f1,6 | tr : ' ')"
is 'data folder' '700 faisceau:faisceau' "$(mode /var/lib/faisceau)"
is settings '640 root:faisceau' "$(mode /etc/faisceau/faisceau.toml)"
is 'folder of settings' '750 root:faisceau' "$(mode /etc/faisceau)"
[ ! -e /etc/systemd/system/multi-user.target.wants/faisceau.service ] || { echo "it would start" >&2 && exit 1; }
is verified '' "$(dpkg --verify faisceau)"
is version "$(dpkg-query -W -f '${Version}' faisceau)" "$(faisceau --version | cut -d' ' -f2)"
[ "$(find /usr/share/man/man1 -name 'faisceau-*.1.gz' | wc -l)" -gt 20 ]

# As the unit runs it.
cat >/tmp/as_service <<'END'
#!/bin/sh
umask 077
cd /etc/faisceau && exec setpriv --reuid=faisceau --regid=faisceau --clear-groups \
  env -i PATH="$PATH" FAISCEAU_DATA_DIR=/var/lib/faisceau faisceau "$@"
END
chmod 755 /tmp/as_service
# Before it is configured it does not serve, and says what it wants.
if /tmp/as_service serve 2>/tmp/said; then echo "it served for nobody" >&2 && exit 1; fi
grep -q legal_regime /tmp/said

# Purged before it served: nothing is left of it.
dpkg --purge faisceau >/dev/null
[ ! -e /etc/faisceau ] && [ ! -e /var/lib/faisceau ] && [ ! -e /usr/bin/faisceau ]

dpkg --install /tmp/faisceau.deb >/dev/null
sed -i -e 's/^#* *legal_regime *=.*/legal_regime = "private"/' -e 's/^#* *controller *=.*/controller = "Essai"/' \
  -e 's/^#* *dpo_contact *=.*/dpo_contact = "dpo@exemple.fr"/' -e 's/^#* *offence_case *=.*/offence_case = "claims"/' \
  -e 's/^#* *listen *=.*/listen = "127.0.0.1:0"/' /etc/faisceau/faisceau.toml
serves() {
  /tmp/as_service serve 2>/tmp/log &
  for _ in $(seq 300); do
    grep -q 'listening on' /tmp/log && break
    sleep 0.2
  done
  address="$(sed -n 's#.*listening on http://##p' /tmp/log)"
  exec 3<>"/dev/tcp/${address%:*}/${address#*:}"
  printf 'GET /readyz HTTP/1.1\r\nHost: essai\r\nConnection: close\r\n\r\n' >&3
  is 'is it ready' 'ready' "$(tail -n 1 <&3)"
  exec 3>&-
  kill "$!"
  wait "$!"
}
serves
is 'database' '600 faisceau:faisceau' "$(mode /var/lib/faisceau/faisceau.db)"
before="$(md5sum </etc/faisceau/faisceau.toml)"
# The same again, as an upgrade: what was set and what was served stay.
dpkg --install /tmp/faisceau.deb >/dev/null
is 'settings after an upgrade' "$before" "$(md5sum </etc/faisceau/faisceau.toml)"
serves
dpkg --remove faisceau >/dev/null
[ ! -e /usr/bin/faisceau ] && [ -e /var/lib/faisceau/faisceau.db ] && [ -e /etc/faisceau/faisceau.toml ]
dpkg --purge faisceau >/tmp/said
grep -q 'stay in /var/lib/faisceau' /tmp/said
[ ! -e /etc/faisceau ] && [ -e /var/lib/faisceau/faisceau.db ] && [ -e /var/lib/faisceau/keys ]
echo "installed, configured, served, upgraded, removed, purged"
TRY
chroot "$layer/root" bash /tmp/try.sh
