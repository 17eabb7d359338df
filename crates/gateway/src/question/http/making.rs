//! From rows to bytes: as a stream, or as a file.

use std::io;

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, stream};
use questions::{Encoder, Format, Row, encode};
use tokio::{io::AsyncWriteExt, task::spawn_blocking};

use super::files::RenderedFile;
use crate::question::{
    answer::Answer,
    refused::{Kind, Refused, internal},
    service::QuestionLimits,
};

/// A body that is made as it is sent, its head and first rows beforehand: until then a refusal is the whole answer. What goes wrong
/// on the way breaks it off, and is logged.
pub(super) async fn stream(answer: Answer, format: Format) -> Result<Body, Refused> {
    let (question, request_id) = (answer.about().slug.clone(), answer.request_id().to_owned());
    let mut rest = Box::pin(chunks(answer, format)?);
    let mut begun = Vec::with_capacity(BEGUN);
    while begun.len() < BEGUN {
        let Some(bytes) = futures_util::TryStreamExt::try_next(&mut rest).await? else { break };
        begun.push(Ok(bytes));
    }
    let chunks = futures_util::StreamExt::chain(stream::iter(begun), rest);
    let watch = Watch { question, request_id, ended: false };
    Ok(Body::from_stream(stream::unfold((chunks, watch), |(mut chunks, mut watch)| async move {
        let piece = match futures_util::StreamExt::next(&mut chunks).await {
            Some(Ok(bytes)) => Ok(bytes),
            Some(Err(refused)) => {
                watch.broken_off(refused.code());
                // The connection ends with the error, and what it has not sent by then is lost, its head too.
                tokio::task::yield_now().await;
                Err(io::Error::other(refused.code().to_owned()))
            }
            None => {
                watch.read_whole();
                return None;
            }
        };
        Some((piece, (chunks, watch)))
    })))
}

/// Chunks that are made before the status is told: what stands before the rows, and a page of them.
const BEGUN: usize = 2;

/// Sees an answer to its end: its status is told before its rows are read, so what ends it early stands nowhere else.
struct Watch {
    question: String,
    request_id: String,
    ended: bool,
}

impl Watch {
    fn read_whole(mut self) {
        self.ended = true;
    }

    fn broken_off(&mut self, code: &str) {
        self.ended = true;
        tracing::warn!(
            question = self.question,
            request_id = self.request_id,
            code,
            "an answer was broken off in its middle"
        );
        metrics::counter!("answers_cut_short_total", "code" => code.to_owned()).increment(1);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.ended {
            tracing::info!(
                question = self.question,
                request_id = self.request_id,
                "the reader left an answer before its end"
            );
            metrics::counter!("answers_cut_short_total", "code" => "READER_LEFT").increment(1);
        }
    }
}

/// The whole answer in a temporary file.
pub(super) async fn file(answer: Answer, format: Format, limits: &QuestionLimits) -> Result<RenderedFile, Refused> {
    let mut file = tokio::fs::File::from_std(blocking(|| Ok(tempfile::tempfile()?)).await?);
    let most = limits.file_megabytes;
    let mut length = 0_u64;
    let mut chunks = std::pin::pin!(chunks(answer, format)?);
    while let Some(bytes) = futures_util::TryStreamExt::try_next(&mut chunks).await? {
        length += bytes.len() as u64;
        if length > most.saturating_mul(1_000_000) {
            return Err(Refused::new(Kind::TooLarge { most }));
        }
        file.write_all(&bytes).await?;
    }
    file.flush().await?;
    Ok(RenderedFile { file: file.into_std().await, length })
}

/// Where the making of an answer stands.
enum Step {
    Start(Box<dyn Encoder>, Answer),
    Rows(Box<dyn Encoder>, Answer),
    Rest(encode::Pieces),
}

/// The answer's bytes, at most one page of rows at a time. Chunks may be empty.
fn chunks(answer: Answer, format: Format) -> Result<impl Stream<Item = Result<Bytes, Refused>> + Send, Refused> {
    let encoder = encode::encoder(format, answer.head(), answer.about())?;
    let some = stream::try_unfold(Step::Start(encoder, answer), |step| async move {
        Ok(match step {
            Step::Start(mut encoder, answer) => Some((encoder.start()?, Step::Rows(encoder, answer))),
            Step::Rows(encoder, mut answer) => match answer.next().await {
                Some(rows) => {
                    let (bytes, encoder) = encoded(encoder, rows?).await?;
                    Some((bytes, Step::Rows(encoder, answer)))
                }
                None => Some((Bytes::new(), Step::Rest(blocking(move || Ok(encoder.finish()?)).await?))),
            },
            Step::Rest(mut pieces) => {
                let (piece, pieces) = blocking(move || Ok((pieces.next().transpose()?, pieces))).await?;
                piece.map(|piece| (piece, Step::Rest(pieces)))
            }
        })
    });
    // An empty chunk would be sent as the end of a body.
    Ok(futures_util::TryStreamExt::try_filter(some, |bytes| std::future::ready(!bytes.is_empty())))
}

/// Writing a workbook or a row group touches files and compresses: not on the threads that answer. All else is cheapest on
/// the thread that made the rows, which gives their memory back to itself.
async fn encoded(mut encoder: Box<dyn Encoder>, rows: Vec<Row>) -> Result<(Bytes, Box<dyn Encoder>), Refused> {
    if !encoder.blocks(rows.len()) {
        return Ok((encoder.rows(rows)?, encoder));
    }
    blocking(move || Ok((encoder.rows(rows)?, encoder))).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refused> + Send + 'static) -> Result<T, Refused> {
    spawn_blocking(work).await.map_err(|fault| internal(&fault))?
}
