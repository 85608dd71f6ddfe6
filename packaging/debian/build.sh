#!/usr/bin/env bash
# The Debian package, made of a program already built: packaging/debian/build.sh PROGRAM FOLDER
# Everything in it comes from this repository and from the program itself (settings, manual pages). Needs dpkg-dev
# and binutils. FAISCEAU_DEB_COMPRESSION="-Zgzip -z1" makes it faster and larger.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="$(realpath "${1:?the program}")"
out="$(realpath "${2:?a folder}")"

version="$(sed -n '/^\[workspace.package\]/,/^$/s/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml")"
architecture="$(dpkg --print-architecture)"
# The day of the last change: the same tree gives the same package.
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
tree="$scratch/tree"
umask 022
install -d "$tree/DEBIAN" "$tree/usr/bin" "$tree/etc/faisceau" "$tree/usr/lib/systemd/system" \
  "$tree/usr/share/doc/faisceau" "$tree/usr/share/man/man1" "$tree/usr/share/lintian/overrides"

strip --strip-unneeded -o "$tree/usr/bin/faisceau" "$program"
chmod 755 "$tree/usr/bin/faisceau"
"$program" config default >"$tree/etc/faisceau/faisceau.toml"
"$program" manual "$tree/usr/share/man/man1"
gzip -9n "$tree"/usr/share/man/man1/*.1
install -m 644 "$root/packaging/faisceau.service" "$tree/usr/lib/systemd/system/"
install -m 644 "$here/lintian-overrides" "$tree/usr/share/lintian/overrides/faisceau"

doc="$tree/usr/share/doc/faisceau"
install -m 644 "$root/README.md" "$root/docs/install.md" "$root/docs/backup.md" "$root/docs/move.md" "$doc/"
{
  cat "$here/copyright"
  sed -e 's/^$/./' -e 's/^/ /' "$root/LICENSE"
} >"$doc/copyright"
day="$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
printf 'faisceau (%s) stable; urgency=medium\n\n  * What changed: CHANGELOG.md of the sources.\n\n -- %s  %s\n' \
  "$version" "$(sed -n 's/^Maintainer: //p' "$here/control")" "$day" | gzip -9n >"$doc/changelog.gz"

# What the program is linked with, as the distribution names it.
mkdir "$scratch/debian"
printf 'Source: faisceau\n\nPackage: faisceau\nArchitecture: any\n' >"$scratch/debian/control"
depends="$(cd "$scratch" && dpkg-shlibdeps -O "$tree/usr/bin/faisceau" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')"
size="$(du -k -s --apparent-size --exclude=DEBIAN "$tree" | cut -f1)"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" \
  -e "s/@DEPENDS@/$depends/" "$here/control" >"$tree/DEBIAN/control"
echo /etc/faisceau/faisceau.toml >"$tree/DEBIAN/conffiles"
for script in postinst prerm postrm; do
  install -m 755 "$here/$script" "$tree/DEBIAN/$script"
done
(cd "$tree" && find usr -type f -printf '%P\0' | sort -z | sed -z 's#^#usr/#' | xargs -0 md5sum >DEBIAN/md5sums)

package="$out/faisceau_${version}_$architecture.deb"
# Several words, on purpose.
# shellcheck disable=SC2086
dpkg-deb --root-owner-group ${FAISCEAU_DEB_COMPRESSION:--Zxz} --build "$tree" "$package" >/dev/null
echo "$package"
