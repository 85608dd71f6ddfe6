//! `faisceau serve`: pages, interface and background jobs, until told to stop. Requests in hand are
//! answered first.

use super::Settings;
use crate::cli::Exit;
use crate::{background, capabilities, terminal};
use axum::Router;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::set_aside;
use faisceau_platform::fault::Fault;
use faisceau_platform::oidc;
use faisceau_platform::wiring;
use faisceau_platform::world::World;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Requests in hand get this long once the end was asked.
const GRACE: Duration = Duration::from_secs(20);

pub(crate) async fn run(settings: &Settings) -> Result<Exit, Fault> {
    start_log("info");
    let config = settings.config()?;
    config.check_public()?;
    let world = settings.world().await?;
    serve(&world, &config).await?;
    Ok(Exit::Done)
}

/// Serves a world until the process is told to stop.
pub(crate) async fn serve(world: &Arc<World>, config: &Config) -> Result<(), Fault> {
    serve_on(listen(config).await?, world, config).await
}

/// Takes the port.
///
/// # Errors
/// When another program holds it: the message says what to do.
pub(crate) async fn listen(config: &Config) -> Result<TcpListener, Fault> {
    TcpListener::bind(config.listen).await.map_err(|e| {
        if e.kind() == ErrorKind::AddrInUse {
            return Fault::new(format!(
                "another program already listens on {}: stop it, or choose another port",
                config.listen
            ));
        }
        Fault::from(e).context(format!("listening on {}", config.listen))
    })
}

/// Serves a world on a port already taken, until the process is told to stop.
pub(crate) async fn serve_on(
    listener: TcpListener,
    world: &Arc<World>,
    config: &Config,
) -> Result<(), Fault> {
    faisceau_platform::health::record();
    // Before anybody is answered: a restored copy may have brought back what was set aside.
    set_aside::replay::replay(&Cx::platform(world)).await?;
    oidc::settle(&Cx::platform(world)).await?;
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(world, config.workers, &stop);
    let router = router(world)?;
    terminal::tell(&format!("listening on http://{}", listener.local_addr()?));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut asked = stop.clone();
    let served = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = asked.changed().await;
    });
    let server = tokio::spawn(served.into_future());
    asked_to_stop().await;
    terminal::tell("stopping: requests in hand are answered first");
    tell.send(true)?;
    if tokio::time::timeout(GRACE, server).await.is_err() {
        tracing::warn!("some requests were cut after {GRACE:?}");
    }
    let all = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, all).await.is_err() {
        tracing::warn!("some jobs were cut; another worker takes them again");
    }
    world.db.close().await;
    Ok(())
}

/// The guarded router of this installation.
///
/// # Errors
/// When a policy is not understood.
pub fn router(world: &Arc<World>) -> Result<Router, Fault> {
    let capabilities = capabilities::all();
    let front = wiring::front(world, &capabilities)?;
    Ok(wiring::router(&front, &capabilities))
}

/// Ctrl-C at a terminal, or the signal a supervisor sends: heeded from the call on, before whoever
/// sends it is told that all is ready.
pub(crate) fn asked_to_stop() -> impl Future<Output = ()> {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        #[cfg(unix)]
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
        let _ = interrupt.await;
    }
}

/// Logs as JSON lines on standard error, from the level of `RUST_LOG`, or else this one.
pub(crate) fn start_log(level: &str) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let _ = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
