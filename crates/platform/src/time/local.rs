//! A time-stamping authority of this machine, made with openssl and served over HTTP on the loopback: for
//! tests, the demonstration and trying out. It proves nothing to anybody who did not start it.

use super::AuthoritySettings;
use crate::fault::Fault;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

/// The script that makes its certificates.
const SCRIPT: &str = include_str!("../../../../build/authority.sh");

/// The key of an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA of 2048 bits.
    Rsa,
    /// ECDSA on P-256.
    Ec,
}

/// An authority that answers until it is dropped.
pub struct Local {
    /// Its folder: certificates, keys, and what `openssl ts` needs.
    pub folder: PathBuf,
    /// Where it answers.
    pub url: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    folder: PathBuf,
    /// The numbers it gives stand in a file: one answer at a time.
    turn: Mutex<()>,
    asleep: AtomicBool,
}

impl Drop for Local {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Local {
    /// Makes an authority in this folder, and serves it.
    ///
    /// # Errors
    /// When openssl is absent or fails.
    pub async fn start(folder: &Path, kind: KeyKind) -> Result<Local, Fault> {
        let kind = match kind {
            KeyKind::Rsa => "rsa",
            KeyKind::Ec => "ec",
        };
        let made = Command::new("sh")
            .args(["-c", SCRIPT, "authority"])
            .arg(folder)
            .arg(kind)
            .stdin(Stdio::null())
            .output()
            .await?;
        if !made.status.success() {
            let told = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(Fault::new(told).context("making an authority with openssl"));
        }
        let shared = Arc::new(Shared {
            folder: folder.to_path_buf(),
            turn: Mutex::new(()),
            asleep: AtomicBool::new(false),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/", listener.local_addr()?);
        let router = Router::new()
            .route("/", post(answer))
            .with_state(shared.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::warn!(%error, "the authority of this machine stopped");
            }
        });
        Ok(Local {
            folder: folder.to_path_buf(),
            url,
            shared,
            task,
        })
    }

    /// How an instance reaches it.
    #[must_use]
    pub fn settings(&self, name: &str) -> AuthoritySettings {
        AuthoritySettings {
            name: name.to_owned(),
            url: self.url.clone(),
            roots_file: self.folder.join("root.pem"),
            policy: None,
            ca_file: None,
        }
    }

    /// From now on it answers every question with an error, as one that is down behind its proxy.
    pub fn sleep(&self) {
        self.shared.asleep.store(true, Ordering::SeqCst);
    }

    /// It answers again.
    pub fn wake(&self) {
        self.shared.asleep.store(false, Ordering::SeqCst);
    }
}

async fn answer(State(shared): State<Arc<Shared>>, query: Bytes) -> Response {
    if shared.asleep.load(Ordering::SeqCst) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let _turn = shared.turn.lock().await;
    match openssl(&shared.folder, &query).await {
        Ok(answer) => (
            [(header::CONTENT_TYPE, "application/timestamp-reply")],
            answer,
        )
            .into_response(),
        Err(fault) => {
            tracing::warn!(%fault, "the authority of this machine cannot answer");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn openssl(folder: &Path, query: &[u8]) -> Result<Vec<u8>, Fault> {
    tokio::fs::write(folder.join("asked.tsq"), query).await?;
    let done = Command::new("openssl")
        .args(["ts", "-reply", "-config", "tsa.conf"])
        .args(["-queryfile", "asked.tsq", "-out", "answered.tsr"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .await?;
    match done.status.success() {
        true => Ok(tokio::fs::read(folder.join("answered.tsr")).await?),
        false => Err(Fault::new(
            String::from_utf8_lossy(&done.stderr).into_owned(),
        )),
    }
}
