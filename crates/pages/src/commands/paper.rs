//! Documents as files: typeset within the bounds of what their reader may ask for.

use documents::{Document, Unset};
use gateway::question::{Asker, QuestionService};
use store::held::hold;
use tokio::{sync::Semaphore, task::spawn_blocking};
use web::port::Refusal;

use crate::answers;

/// One document at a time: the typesetter holds up to 200 times what stands in it, and no account of a reader's bounds that. Who gives
/// up meanwhile does not make room before it is done.
static PRESS: Semaphore = Semaphore::const_new(1);
/// What the reader pays for while it is typeset, in bytes held for each of the document's.
const PRICE: u64 = 32;

/// The document as tagged PDF.
pub(super) async fn typeset(
    questions: &QuestionService,
    asker: &Asker,
    document: Document,
) -> Result<Vec<u8>, Refusal> {
    let held = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
    let work = async {
        hold(held(document.bytes()).saturating_mul(PRICE)).await;
        let place = PRESS.acquire().await.map_err(|error| broken(&error))?;
        // It takes as long as many answers do: not on the threads that answer.
        let made = spawn_blocking(move || {
            let made = document.pdf();
            drop(place);
            made
        });
        let bytes = made.await.map_err(|error| broken(&error))?.map_err(|unset: Unset| broken(&unset))?;
        hold(held(bytes.len())).await;
        Ok::<_, Refusal>(bytes)
    };
    questions.bounded(asker, work).await.map_err(|refused| answers::refusal(refused, asker.lang))?
}

fn broken(cause: &dyn std::error::Error) -> Refusal {
    tracing::error!(%cause, "a document could not be typeset");
    Refusal::Broken
}
