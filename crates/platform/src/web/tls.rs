//! HTTPS by the instance itself, where no proxy stands in front: the port speaks TLS 1.2 and 1.3 with the
//! operator's certificate, read again when its files change. Never answers in clear on that port.

use crate::fault::Fault;
use axum::Router;
use axum::extract::Request;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::serve::{IncomingStream, Listener};
use jiff::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use serde::Deserialize;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Who opens a connection agrees on its keys within this.
const AGREED_WITHIN: Duration = Duration::from_secs(10);
/// Connections whose keys are not agreed on yet, at once: a stranger holds no more of them.
const AGREEING_MAX: usize = 512;
/// The files are looked at this often.
const READ_AGAIN: Duration = Duration::from_secs(10);

/// The table `[tls]` of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate in PEM, followed by those above it.
    pub certificate_file: PathBuf,
    /// Its key in PEM (PKCS#8, PKCS#1 or SEC1, without a password), readable by its owner only.
    pub key_file: PathBuf,
}

/// A certificate and its key, ready to speak with.
#[derive(Debug)]
pub struct Speaking {
    settings: Tls,
    now: RwLock<Arc<CertifiedKey>>,
}

impl Speaking {
    /// Reads the certificate and its key.
    ///
    /// # Errors
    /// Names the file at fault, or says that the key is not the certificate's.
    pub fn open(settings: &Tls) -> Result<Arc<Speaking>, Fault> {
        Ok(Arc::new(Speaking {
            now: RwLock::new(Arc::new(read(settings)?)),
            settings: settings.clone(),
        }))
    }

    /// Until when the certificate is valid; none when that cannot be read.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        faisceau_documents::cms::chain::until(now.cert.first()?)
    }

    /// Reads the files again and speaks with what they hold, when they changed. What cannot be read changes nothing.
    ///
    /// # Errors
    /// As [`Speaking::open`].
    pub fn read_again(&self) -> Result<(), Fault> {
        let read = Arc::new(read(&self.settings)?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = read;
        Ok(())
    }

    /// What the port speaks: TLS 1.2 and 1.3, HTTP/1.1.
    ///
    /// # Errors
    /// When the library has no protocol left.
    fn server(self: &Arc<Speaking>) -> Result<ServerConfig, Fault> {
        let config = ServerConfig::builder_with_provider(provider());
        let config = config.with_safe_default_protocol_versions()?;
        let resolver = Arc::clone(self) as Arc<dyn ResolvesServerCert>;
        let mut config = config.with_no_client_auth().with_cert_resolver(resolver);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

impl ResolvesServerCert for Speaking {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&now))
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn read(settings: &Tls) -> Result<CertifiedKey, Fault> {
    let named = |file: &Path| format!("reading `{}`", file.display());
    let (certificate, key) = (&settings.certificate_file, &settings.key_file);
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| Fault::from(e).context(named(certificate)))?;
    if chain.is_empty() {
        return Err(Fault::new("it holds no certificate").context(named(certificate)));
    }
    let private =
        PrivateKeyDer::from_pem_file(key).map_err(|e| Fault::from(e).context(named(key)))?;
    // Refuses a key that is not the certificate's.
    CertifiedKey::from_der(chain, private, &provider()).map_err(|e| {
        let both = format!("`{}` and `{}`", certificate.display(), key.display());
        Fault::from(e).context(both)
    })
}

/// A port that speaks TLS. Dropped, it takes no connection any more.
#[derive(Debug)]
pub struct Secured {
    own: SocketAddr,
    agreed: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    tasks: JoinSet<()>,
}

impl Secured {
    /// Speaks TLS on a port already taken.
    ///
    /// # Errors
    /// When the port has no address, or the library has no protocol left.
    pub fn on(listener: TcpListener, speaking: &Arc<Speaking>) -> Result<Secured, Fault> {
        let acceptor = TlsAcceptor::from(Arc::new(speaking.server()?));
        let own = listener.local_addr()?;
        let (tell, agreed) = mpsc::channel(1);
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, acceptor, tell));
        tasks.spawn(follow(Arc::clone(speaking)));
        Ok(Secured { own, agreed, tasks })
    }
}

impl Listener for Secured {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.agreed.recv().await {
            Some(agreed) => agreed,
            // The task that accepts ends with this port alone.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.own)
    }
}

impl Drop for Secured {
    fn drop(&mut self) {
        self.tasks.abort_all();
    }
}

/// Takes connections, and agrees with each on its keys beside the others: one that is slow holds nobody.
async fn accept(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    tell: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let mut agreeing = JoinSet::new();
    loop {
        while agreeing.len() >= AGREEING_MAX {
            agreeing.join_next().await;
        }
        while agreeing.try_join_next().is_some() {}
        let (stream, peer) = match listener.accept().await {
            Ok(taken) => taken,
            Err(e) => {
                // No descriptor left, for one: others end meanwhile.
                tracing::warn!(error = %e, "no connection could be taken");
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let (acceptor, tell) = (acceptor.clone(), tell.clone());
        agreeing.spawn(async move {
            let agreed = tokio::time::timeout(AGREED_WITHIN, acceptor.accept(stream)).await;
            if let Ok(Ok(stream)) = agreed {
                // Nobody is told once the port is closed.
                let _ = tell.send((stream, peer)).await;
            }
        });
    }
}

/// Speaks with the certificate of the files: it is renewed while the instance serves.
async fn follow(speaking: Arc<Speaking>) {
    let mut known = changed(&speaking.settings);
    loop {
        tokio::time::sleep(READ_AGAIN).await;
        let now = changed(&speaking.settings);
        if now == known {
            continue;
        }
        match speaking.read_again() {
            Ok(()) => {
                known = now;
                tracing::info!("the certificate of HTTPS is read again");
            }
            Err(fault) => {
                tracing::warn!(error = %fault, "the certificate of HTTPS is not read again; the former one serves");
            }
        }
    }
}

/// When the two files changed.
fn changed(settings: &Tls) -> [Option<SystemTime>; 2] {
    let files = [&settings.certificate_file, &settings.key_file];
    files.map(|file| std::fs::metadata(file).and_then(|of| of.modified()).ok())
}

/// Who is at the other end of a connection to a [`Secured`] port.
#[derive(Debug, Clone, Copy)]
pub struct Peer(SocketAddr);

impl Connected<IncomingStream<'_, Secured>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Secured>) -> Peer {
        Peer(*stream.remote_addr())
    }
}

/// The router as a [`Secured`] port calls it: the address of the other end is where that of a port in clear is.
pub fn addressed(router: Router) -> Router {
    router.layer(axum::middleware::map_request(tell_peer))
}

async fn tell_peer(mut request: Request) -> Request {
    let peer = request.extensions().get::<ConnectInfo<Peer>>().copied();
    if let Some(ConnectInfo(Peer(address))) = peer {
        request.extensions_mut().insert(ConnectInfo(address));
    }
    request
}
