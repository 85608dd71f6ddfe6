//! `faisceau serve`: pages, interface and background jobs, until told to stop. Requests in hand are
//! answered first.

use super::Settings;
use crate::cli::Exit;
use crate::{background, capabilities, setup, terminal};
use axum::Router;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Acting, acting};
use faisceau_platform::deposit::set_aside;
use faisceau_platform::fault::Fault;
use faisceau_platform::oidc;
use faisceau_platform::transfer::notice::notice;
use faisceau_platform::web::tls::{self, Peer, Secured, Speaking};
use faisceau_platform::wiring;
use faisceau_platform::world::World;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Requests in hand get this long once the end was asked.
const GRACE: Duration = Duration::from_secs(20);

pub(crate) async fn run(settings: &Settings) -> Result<Exit, Fault> {
    start_log("info");
    let config = settings.config()?;
    config.check_public()?;
    let world = settings.serving_world().await?;
    let text = setup::settings_text(settings.file.as_deref())?;
    let given = Config::table(text.as_deref(), &settings.variables)?;
    let started = async {
        notice(&Cx::platform(&world), &given).await?;
        serve(&world, &config).await
    };
    acting(Acting::Platform, started).await?;
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
    let mut asked = stop.clone();
    let asked = async move {
        let _ = asked.changed().await;
    };
    let server = answer(listener, router(world)?, config, asked)?;
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

/// Answers on a port, in TLS where the operator has a certificate for it, until asked to stop.
fn answer(
    listener: TcpListener,
    router: Router,
    config: &Config,
    asked: impl Future<Output = ()> + Send + 'static,
) -> Result<JoinHandle<io::Result<()>>, Fault> {
    let own = listener.local_addr()?;
    let Some(settings) = &config.tls else {
        terminal::tell(&format!("listening on http://{own}"));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, service).with_graceful_shutdown(asked);
        return Ok(tokio::spawn(served.into_future()));
    };
    let secured = Secured::on(listener, &Speaking::open(settings)?)?;
    terminal::tell(&format!("listening on https://{own}"));
    let service = tls::addressed(router).into_make_service_with_connect_info::<Peer>();
    let served = axum::serve(secured, service).with_graceful_shutdown(asked);
    Ok(tokio::spawn(served.into_future()))
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

/// Logs as JSON lines on standard error, from the level of `RUST_LOG`, or else this one. Below `info` only what this
/// project writes: at finer levels libraries tell the bytes they send (a letter, a request), which hold what people wrote.
pub(crate) fn start_log(level: &str) {
    use tracing_subscriber::filter::{EnvFilter, filter_fn};
    use tracing_subscriber::prelude::*;
    let asked = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let told = filter_fn(|one| {
        one.target().starts_with("faisceau") || *one.level() <= tracing::Level::INFO
    });
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .with_writer(std::io::stderr);
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(told).with_filter(asked))
        .try_init();
}
