//! A person at a real Chromium without JavaScript: goes to a page, presses, types, reads. Driven
//! through the debugging pipe of Chromium itself, so that nothing but Debian's package is needed.

mod pipe;
mod site;

pub(crate) use site::{PASSWORD, Site};

use faisceau_domain::access::Role;
use pipe::Pipe;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A page or a file that takes longer than this is a failure.
const PATIENCE: Duration = Duration::from_secs(60);

/// Looks at a page that changes by itself before giving up, and the time between two.
const TRIES: usize = 600;
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// The narrowest phone.
pub(crate) const PHONE: i64 = 320;
/// A screen on a desk.
pub(crate) const DESK: i64 = 1_280;

/// A key of the keyboard, or a chord of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// A letter, a figure or a sign.
    Letter(char),
    /// Enter.
    Enter,
    /// Enter with Ctrl held down.
    CtrlEnter,
    /// Tab.
    Tab,
    /// The space bar.
    Space,
    /// N with Alt held down.
    AltN,
}

/// One window of one browser, of its own profile.
pub(crate) struct Browser {
    pipe: Pipe,
    session: String,
    width: i64,
    folder: tempfile::TempDir,
}

impl Browser {
    /// Opens a window of this width, scripts off.
    pub(crate) fn open(width: i64) -> Browser {
        let mut browser = Browser::open_with_scripts(width);
        browser.ask(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        );
        browser.navigate("data:text/html,<title>off</title><script>document.title='on'</script>");
        assert_eq!(
            browser.read("document.title"),
            "off",
            "scripts must not run"
        );
        browser
    }

    /// Opens a window of this width where scripts of pages run.
    pub(crate) fn open_with_scripts(width: i64) -> Browser {
        let folder = tempfile::tempdir().unwrap();
        let mut pipe = Pipe::launch(folder.path());
        let target = pipe.ask("", "Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = pipe.ask("", "Target.attachToTarget", attach);
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        let mut browser = Browser {
            pipe,
            session,
            width,
            folder,
        };
        browser.ask("Page.enable", json!({}));
        browser.ask("DOM.enable", json!({}));
        browser.resize(width);
        let downloads = json!({
            "behavior": "allow",
            "downloadPath": browser.downloads(),
        });
        browser
            .pipe
            .ask("", "Browser.setDownloadBehavior", downloads);
        browser
    }

    /// Forgets every cookie, as a browser closed and opened again on its pages does.
    pub(crate) fn forget_cookies(&mut self) {
        self.ask("Network.clearBrowserCookies", json!({}));
    }

    /// What a field of the page holds.
    pub(crate) fn holds(&mut self, selector: &str) -> String {
        self.read(&format!(
            "document.querySelector({})?.value ?? ''",
            json!(selector)
        ))
    }

    /// Waits until a part of the page says this.
    pub(crate) fn waits_for(&mut self, selector: &str, words: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let said = self.text(selector);
            if said.contains(words) {
                return;
            }
            assert!(Instant::now() < until, "`{selector}` says `{said}`");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn resize(&mut self, width: i64) {
        let size = json!({
            "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.ask("Emulation.setDeviceMetricsOverride", size);
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let session = self.session.clone();
        self.pipe.ask(&session, method, params)
    }

    /// The tester's own reading of the page, as text. Pages' scripts stay off.
    fn read(&mut self, expression: &str) -> String {
        let asked = json!({ "expression": expression, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", asked);
        assert!(
            answer.get("exceptionDetails").is_none(),
            "{expression}: {answer}"
        );
        match &answer["result"]["value"] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// Opens an address.
    pub(crate) fn goto(&mut self, address: &str) {
        self.navigate(address);
        self.fits();
    }

    fn navigate(&mut self, address: &str) {
        self.pipe.forget();
        self.ask("Page.navigate", json!({ "url": address }));
        self.pipe.wait_for("Page.loadEventFired", PATIENCE);
    }

    /// Nothing sticks out of the window: a person at 320 px never scrolls sideways.
    fn fits(&mut self) {
        let wide: i64 = self
            .read("document.documentElement.scrollWidth")
            .parse()
            .unwrap();
        let here = self.path();
        assert!(
            wide <= self.width,
            "{here} is {wide} px wide in {} px",
            self.width
        );
    }

    /// The path shown, without the host.
    pub(crate) fn path(&mut self) -> String {
        self.read("location.pathname + location.search")
    }

    /// All the words of the page, or of one part of it.
    pub(crate) fn text(&mut self, selector: &str) -> String {
        self.read(&format!(
            "document.querySelector({})?.innerText ?? ''",
            json!(selector)
        ))
    }

    /// Whether the page has such a part.
    pub(crate) fn has(&mut self, selector: &str) -> bool {
        self.read(&format!(
            "document.querySelector({}) !== null",
            json!(selector)
        )) == "true"
    }

    #[track_caller]
    pub(crate) fn says(&mut self, words: &str) {
        let (path, text) = (self.path(), self.text("body"));
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(
            plain(&text).contains(&plain(words)),
            "{path} does not say `{words}`:\n{text}"
        );
    }

    fn node(&mut self, selector: &str) -> Value {
        let root = self.ask("DOM.getDocument", json!({ "depth": 0 }));
        let query = json!({ "nodeId": root["root"]["nodeId"], "selector": selector });
        let node = self.ask("DOM.querySelector", query)["nodeId"].clone();
        let here = self.path();
        assert_ne!(
            node,
            json!(0),
            "{here} has no `{selector}`:\n{}",
            self.text("main")
        );
        node
    }

    /// Presses the middle of a part of the page, as a finger does.
    pub(crate) fn press(&mut self, selector: &str) {
        let node = self.node(selector);
        self.ask("DOM.scrollIntoViewIfNeeded", json!({ "nodeId": node }));
        let quads = self.ask("DOM.getContentQuads", json!({ "nodeId": node }));
        let corner = |at: usize| quads["quads"][0][at].as_f64().unwrap();
        let (x, y) = ((corner(0) + corner(4)) / 2.0, (corner(1) + corner(5)) / 2.0);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.ask("Input.dispatchMouseEvent", event);
        }
    }

    /// Presses something that leads to another page.
    pub(crate) fn follow(&mut self, selector: &str) {
        self.pipe.forget();
        self.press(selector);
        self.pipe.wait_for("Page.loadEventFired", PATIENCE);
        self.fits();
    }

    /// Types in a field, over what it held.
    pub(crate) fn type_in(&mut self, selector: &str, text: &str) {
        let node = self.node(selector);
        self.ask("DOM.focus", json!({ "nodeId": node }));
        let all = json!({ "type": "keyDown", "commands": ["selectAll"] });
        self.ask("Input.dispatchKeyEvent", all);
        self.ask("Input.insertText", json!({ "text": text }));
    }

    /// One key, with Ctrl or Alt held down if need be, as a keyboard sends it.
    pub(crate) fn key(&mut self, key: Key) {
        let (name, code, virtual_code, text) = match key {
            Key::Letter(letter) => {
                let text = letter.to_string();
                (text.clone(), String::new(), 0, text)
            }
            Key::Enter | Key::CtrlEnter => ("Enter".into(), "Enter".into(), 13, "\r".into()),
            Key::Tab => ("Tab".into(), "Tab".into(), 9, String::new()),
            Key::Space => (" ".into(), "Space".into(), 32, " ".into()),
            Key::AltN => ("n".into(), "KeyN".into(), 78, String::new()),
        };
        // Bits of the protocol: 1 for Alt, 2 for Ctrl.
        let held = match key {
            Key::AltN => 1,
            Key::CtrlEnter => 2,
            _ => 0,
        };
        let down = json!({
            "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" },
            "key": name, "code": code, "text": text, "modifiers": held,
            "windowsVirtualKeyCode": virtual_code,
        });
        self.ask("Input.dispatchKeyEvent", down);
        let up = json!({
            "type": "keyUp", "key": name, "code": code, "modifiers": held,
            "windowsVirtualKeyCode": virtual_code,
        });
        self.ask("Input.dispatchKeyEvent", up);
    }

    /// The name of what the keyboard acts on, or its words when it has no name.
    pub(crate) fn focus(&mut self) -> String {
        self.read("document.activeElement.name || document.activeElement.innerText?.trim() || ''")
    }

    /// Fills the input of that name: a box or a button is pressed by its label, a text is typed.
    pub(crate) fn fill(&mut self, name: &str, value: &str) {
        let boxed = format!("main input[name={}][value={}]", json!(name), json!(value));
        let kinds = "input[type=radio],input[type=checkbox]";
        let probe = format!(
            "document.querySelector({})?.matches({kinds:?}) ?? false",
            json!(boxed)
        );
        if self.read(&probe) == "true" {
            let id = self.read(&format!("document.querySelector({}).id", json!(boxed)));
            self.press(&format!("main label[for={}]", json!(id)));
        } else {
            let field = format!(
                "main input[name={0}]:not([type=hidden]), main textarea[name={0}]",
                json!(name)
            );
            self.type_in(&field, value);
        }
    }

    /// From now on scripts run.
    pub(crate) fn with_scripts(&mut self) {
        let off = json!({ "value": false });
        self.ask("Emulation.setScriptExecutionDisabled", off);
    }

    /// The network goes away, or comes back.
    pub(crate) fn network(&mut self, there: bool) {
        self.ask("Network.enable", json!({}));
        let conditions = json!({
            "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.ask("Network.emulateNetworkConditions", conditions);
    }

    /// Waits until an element says something.
    pub(crate) fn until(&mut self, selector: &str, words: &str) {
        for _ in 0..TRIES {
            if self.text(selector).contains(words) {
                return;
            }
            std::thread::sleep(BETWEEN_TRIES);
        }
        let text = self.text("main");
        panic!("`{selector}` never says `{words}`:\n{text}");
    }

    /// Does something after which the page goes on by itself, and waits for the next.
    pub(crate) fn goes_on_after(&mut self, deed: impl FnOnce(&mut Self)) {
        self.pipe.forget();
        deed(self);
        self.pipe.wait_for("Page.loadEventFired", PATIENCE);
    }

    /// The buttons "I don't know" of questions nothing of these names answers.
    pub(crate) fn unknowns(&mut self, answered: &[(&str, &str)]) -> Vec<String> {
        let names: Vec<&str> = answered.iter().map(|(name, _)| *name).collect();
        let list = self.read(&format!(
            "JSON.stringify([...document.querySelectorAll('main input[value=unknown]')]
                .filter(i => !i.checked && !{0}.some(n => n === i.name
                    || n.startsWith(i.name.split(':')[0] + '.')
                    || n.startsWith(i.name.split(':')[0] + ':')
                    || n === i.name.split(':')[0]))
                .map(i => i.id))",
            json!(names)
        ));
        serde_json::from_str(&list).unwrap()
    }

    /// Chooses a file, as the window of the system would.
    pub(crate) fn choose_file(&mut self, selector: &str, file: &Path) {
        let node = self.node(selector);
        self.ask(
            "DOM.setFileInputFiles",
            json!({ "nodeId": node, "files": [file] }),
        );
    }

    /// Signs in as the account named after this role.
    pub(crate) fn sign_in(&mut self, site: &Site, role: Role, purpose: &str) {
        self.goto(&site.at("/connexion"));
        self.fill("login", role.code());
        self.fill("password", PASSWORD);
        self.fill("purpose", purpose);
        self.follow("main form button.primary");
        assert_eq!(self.path(), "/agent");
    }

    /// Holds a passkey device: it keeps keys, and its holder is always there and recognised. Gives its number.
    pub(crate) fn holds_passkeys(&mut self) -> String {
        self.ask("WebAuthn.enable", json!({}));
        let device = json!({ "options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true,
        }});
        let added = self.ask("WebAuthn.addVirtualAuthenticator", device);
        added["authenticatorId"].as_str().unwrap().to_owned()
    }

    /// Its holder is recognised by it from now on, or not.
    pub(crate) fn is_recognised(&mut self, device: &str, yes: bool) {
        let set = json!({ "authenticatorId": device, "isUserVerified": yes });
        self.ask("WebAuthn.setUserVerified", set);
    }

    /// Opens an address and is told what anyone is told of a page that does not exist.
    pub(crate) fn finds_nothing(&mut self, address: &str) {
        self.goto(address);
        let status = self.read("performance.getEntriesByType('navigation')[0].responseStatus");
        assert_eq!(status, "404", "{address}:\n{}", self.text("main"));
    }

    /// Presses a link to a file and returns what was downloaded.
    pub(crate) fn download(&mut self, selector: &str) -> Vec<u8> {
        self.press(selector);
        let until = Instant::now() + PATIENCE;
        loop {
            let files = std::fs::read_dir(self.downloads()).into_iter().flatten();
            let whole = files
                .map(|file| file.unwrap().path())
                .find(|path| path.extension().is_some_and(|end| end == "pdf"));
            if let Some(path) = whole {
                let bytes = std::fs::read(&path).unwrap();
                if !bytes.is_empty() {
                    std::fs::remove_file(&path).unwrap();
                    return bytes;
                }
            }
            assert!(Instant::now() < until, "no file came from `{selector}`");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
