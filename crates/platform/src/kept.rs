//! Papers that are the same for everybody, made once by this process and kept: the first who asks waits for
//! it, one paper at a time, and the next ones are served from memory. Knows nothing of what is kept.

use crate::fault::Fault;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

/// All that is kept may weigh so much; what was made first is let go, and made again when asked for.
const BYTES_MAX: usize = 32 * 1024 * 1024;

/// A paper and its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of it, in hex: what a browser compares before it takes the file again.
    pub digest: String,
}

/// What is kept.
#[derive(Default)]
pub struct Kept {
    // One paper is made at a time: this is no work that people wait for twice.
    making: tokio::sync::Mutex<()>,
    held: Mutex<VecDeque<(String, Arc<Paper>)>>,
}

impl Kept {
    /// The paper of this name, made now by `make` if it is not kept.
    ///
    /// # Errors
    /// Those of `make`; nothing is then kept.
    pub async fn get<M>(&self, name: &str, make: impl FnOnce() -> M) -> Result<Arc<Paper>, Fault>
    where
        M: Future<Output = Result<Vec<u8>, Fault>>,
    {
        if let Some(paper) = self.find(name) {
            return Ok(paper);
        }
        let _turn = self.making.lock().await;
        if let Some(paper) = self.find(name) {
            return Ok(paper);
        }
        let bytes = make().await?;
        let digest = hex::encode(Sha256::digest(&bytes));
        let paper = Arc::new(Paper { bytes, digest });
        self.hold(name, paper.clone());
        Ok(paper)
    }

    fn find(&self, name: &str) -> Option<Arc<Paper>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let found = held.iter().find(|(known, _)| known == name);
        found.map(|(_, paper)| paper.clone())
    }

    fn hold(&self, name: &str, paper: Arc<Paper>) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_back((name.to_owned(), paper));
        let mut weight: usize = held.iter().map(|(_, paper)| paper.bytes.len()).sum();
        while weight > BYTES_MAX && held.len() > 1 {
            if let Some((_, oldest)) = held.pop_front() {
                weight -= oldest.bytes.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn a_paper_is_made_once_however_many_ask() {
        let (kept, made) = (Kept::default(), AtomicUsize::new(0));
        let ask = || {
            kept.get("a", || async {
                made.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(b"paper".to_vec())
            })
        };
        let (one, two, three) = tokio::join!(ask(), ask(), ask());
        assert_eq!(one.expect("made").digest, two.expect("kept").digest);
        assert_eq!(three.expect("kept").bytes, b"paper");
        assert_eq!(made.into_inner(), 1);
    }

    #[tokio::test]
    async fn what_failed_is_not_kept_and_what_is_old_is_let_go() {
        let kept = Kept::default();
        let failed = kept
            .get("a", || async { Err(Fault::new("no template")) })
            .await;
        assert!(failed.is_err() && kept.find("a").is_none());
        for name in ["a", "b", "c"] {
            let heavy = kept
                .get(name, || async { Ok(vec![0; BYTES_MAX / 2]) })
                .await;
            assert_eq!(heavy.expect("made").bytes.len(), BYTES_MAX / 2);
        }
        assert!(kept.find("a").is_none() && kept.find("b").is_some() && kept.find("c").is_some());
    }
}
