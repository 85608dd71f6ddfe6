//! A passkey in software, written from the standard (WebAuthn level 3, sections 6.1 to 6.5) and not with the library that
//! checks it: P-256, discoverable, user verified. Each of its answers can be bent, to be refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

pub(crate) struct Authenticator {
    key: EcdsaKeyPair,
    id: [u8; 32],
    handle: Vec<u8>,
    counter: u32,
    pub(crate) origin: String,
    pub(crate) flags: u8,
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    pub(crate) fn new(origin: &str) -> Authenticator {
        let random = SystemRandom::new();
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random)
                .unwrap();
        let id = Sha256::digest(key.public_key()).into();
        Authenticator {
            key,
            id,
            handle: Vec::new(),
            counter: 0,
            origin: origin.to_owned(),
            flags: PRESENT | VERIFIED,
        }
    }

    /// Without the finger, the face or the code.
    pub(crate) fn unverified(&mut self) {
        self.flags = PRESENT;
    }

    /// As a copy of it made earlier would answer.
    pub(crate) fn back(&mut self, by: u32) {
        self.counter -= by;
    }

    /// Says it is the passkey of another account.
    pub(crate) fn says_it_is(&mut self, account: &[u8]) {
        self.handle = account.to_vec();
    }

    fn data(&self, rp: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(rp).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    /// Its answer to a question that adds it.
    pub(crate) fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let asked = &options["publicKey"];
        assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(
            asked["authenticatorSelection"]["userVerification"],
            "required"
        );
        self.handle = URL_SAFE_NO_PAD
            .decode(asked["user"]["id"].as_str().unwrap())
            .unwrap();
        let mut data = self.data(asked["rp"]["id"].as_str().unwrap(), self.flags | ATTESTED);
        data.extend([0; 16]);
        data.extend(32_u16.to_be_bytes());
        data.extend(self.id);
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client("webauthn.create", &asked["challenge"]);
        self.answer(json!({ "attestationObject": text(&object), "clientDataJSON": text(&client) }))
    }

    /// Its answer to a question that opens or proves.
    pub(crate) fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        assert!(options.get("mediation").is_none());
        let asked = &options["publicKey"];
        assert_eq!(asked["allowCredentials"], json!([]), "names no account");
        self.counter += 1;
        let data = self.data(asked["rpId"].as_str().unwrap(), self.flags);
        let client = self.client("webauthn.get", &asked["challenge"]);
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "authenticatorData": text(&data),
            "clientDataJSON": text(&client),
            "signature": text(signature.as_ref()),
            "userHandle": text(&self.handle),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = text(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
            .to_string()
    }
}
