#!/bin/sh
# Makes a time-stamping authority of one's own with openssl, for tests, demonstrations and trying out. It
# proves nothing to anybody who did not make it.
#   build/authority.sh FOLDER [rsa|ec]
# Then an answer is:  cd FOLDER && openssl ts -reply -config tsa.conf -queryfile Q -out R
# and whoever checks it trusts FOLDER/root.pem. `expired`, `purpose` and `elsewhere` are what a verifier
# must refuse: past its time, for another purpose, from another root.
set -eu

folder=$1
kind=${2:-rsa}
mkdir -p "$folder"
cd "$folder"

key() { # NAME
  if [ "$kind" = ec ]; then
    openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null ||
      openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null
  else
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key" 2>/dev/null
  fi
  chmod 600 "$1.key"
}

# NAME ISSUER(or self) USAGE FROM UNTIL
certify() {
  key "$1"
  if [ "$2" = self ]; then
    issuer="-selfsign -keyfile $1.key"
    extensions="basicConstraints=critical,CA:TRUE"
  else
    issuer="-cert $2.pem -keyfile $2.key"
    extensions="basicConstraints=critical,CA:FALSE
authorityKeyIdentifier=keyid"
  fi
  cat >"$1.conf" <<END
[ca]
default_ca=own
[own]
new_certs_dir=made
database=$1.index
rand_serial=yes
default_md=sha256
policy=any
x509_extensions=ext
unique_subject=no
[any]
organizationName=optional
commonName=supplied
[ext]
$extensions
subjectKeyIdentifier=hash
$3
END
  mkdir -p made
  : >"$1.index"
  openssl req -new -key "$1.key" -subj "/O=Essai/CN=$1" -out "$1.csr"
  # shellcheck disable=SC2086 # options, one word each
  openssl ca -batch -notext -config "$1.conf" $issuer -in "$1.csr" \
    -startdate "$4" -enddate "$5" -out "$1.pem" 2>"$1.log" || { cat "$1.log" >&2; exit 1; }
  rm -f "$1.csr" "$1.index"* "$1.conf" "$1.log"
  rm -rf made
}

signs="keyUsage=critical,digitalSignature,nonRepudiation"
stamps="$signs
extendedKeyUsage=critical,timeStamping"
certifies="keyUsage=critical,keyCertSign,cRLSign"
certify root self "$certifies" 20200101000000Z 20440101000000Z
certify elsewhere-root self "$certifies" 20200101000000Z 20440101000000Z
certify tsa root "$stamps" 20200101000000Z 20440101000000Z
certify elsewhere elsewhere-root "$stamps" 20200101000000Z 20440101000000Z
certify expired root "$stamps" 20200101000000Z 20210101000000Z
certify purpose root "$signs
extendedKeyUsage=emailProtection" 20200101000000Z 20440101000000Z

answers() { # NAME CERTIFICATE
  cat >"$1.conf" <<END
[tsa]
default_tsa=own
[own]
serial=$1.serial
signer_cert=$2.pem
signer_key=$2.key
signer_digest=sha256
default_policy=1.2.3.4.1
other_policies=1.2.3.4.2
digests=sha256,sha384,sha512
accuracy=secs:1
clock_precision_digits=3
ess_cert_id_alg=sha256
ess_cert_id_chain=no
END
  echo 01 >"$1.serial"
}
answers tsa tsa
answers elsewhere elsewhere
answers expired expired
