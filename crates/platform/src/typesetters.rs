//! The threads that typeset papers: one for each core, apart from those that answer people. A paper
//! is made whole on one of them. Knows nothing of what is typeset.

use crate::fault::Fault;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, oneshot};

/// The threads.
pub struct Typesetters {
    turns: Semaphore,
    // Pools of one thread: Typst shares its work inside the pool it runs in, so that it keeps to
    // that thread and neither waits for the others nor takes up a second paper in the middle of one.
    free: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Typesetters {
    /// Starts `count` threads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(count: usize) -> Result<Typesetters, Fault> {
        let free = (0..count)
            .map(|number| {
                ThreadPoolBuilder::new()
                    .num_threads(1)
                    .thread_name(move |_| format!("typesetter {number}"))
                    .panic_handler(|_| tracing::error!("a paper panicked while it was typeset"))
                    .build()
                    .map(Arc::new)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Typesetters {
            turns: Semaphore::new(count),
            free: Mutex::new(free),
        })
    }

    /// Runs `work` on the first thread that is free.
    ///
    /// # Errors
    /// When it panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let _turn = self.turns.acquire().await?;
        let thread = self.take()?;
        let (tell, told) = oneshot::channel();
        thread.pool.spawn(move || drop(tell.send(work())));
        Ok(told.await?)
    }

    fn take(&self) -> Result<Taken<'_>, Fault> {
        let free = self
            .free
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let pool = free.ok_or_else(|| Fault::new("a turn without a typesetter"))?;
        Ok(Taken { of: self, pool })
    }
}

/// A thread in use. Given back also when nobody waits for its paper any more: the next paper then
/// waits behind that one.
struct Taken<'a> {
    of: &'a Typesetters,
    pool: Arc<ThreadPool>,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut free = self.of.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.push(self.pool.clone());
    }
}
