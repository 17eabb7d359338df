//! Where a table was read, as far as anyone may know.

use std::sync::Arc;

use ::statistics::rollup::Source;
use async_graphql::{Context, Object, Result};
use edge::Spent;
use graph::{Choice, refuse};
use kernel::text_enum;

use crate::app::app;

/// Hexadecimal digits of a watermark: equal ones by chance are not to be met.
const DIGITS: usize = 16;

text_enum! {
    pub enum StatisticsSourceKind
        ("Slag av källa: vad en tabell lästes ur. Talen är desamma ändå, till en annan kostnad.",
         "Kind of source: what a table was read from. The numbers are the same either way, at another cost.") {
        Rollup = "ROLLUP" ("Förberäknade summor", "Precomputed sums"),
        Records = "RECORDS" ("Posterna själva", "The records themselves"),
    }
}

/// What counting records costs beyond the fields of the answer: some 10 ms of processor, as the fields of the answer are priced.
/// How many records there are is not for everyone to know, so the price is the same for all.
const RECORDS_COST: u64 = 20_000;

/// Says in the operation's cost where a table was read.
pub(super) fn note_source(ctx: &Context<'_>, source: Source) {
    let (kind, cost) = match source {
        Source::Rollup { .. } => (StatisticsSourceKind::Rollup, 0),
        Source::Base => (StatisticsSourceKind::Records, RECORDS_COST),
    };
    if let (Ok(spent), Some(path)) = (ctx.data::<Arc<Spent>>(), ctx.path_node) {
        spent.note(path.to_string_vec().join("."), kind.as_str(), cost);
    }
}

/// A table's source.
pub struct StatisticsSource(pub Source);

/// Source: what the table was read from. Which it is follows from the question, who asks and the operator, never from
/// who is counted.
///
/// Svenska: Källa: vad tabellen lästes ur. Vilken det är följer av frågan, vem som frågar och den som driver tjänsten,
/// aldrig av vilka som räknas.
#[Object]
impl StatisticsSource {
    /// Kind of source.
    ///
    /// Svenska: Slag av källa.
    async fn kind(&self) -> Choice<StatisticsSourceKind> {
        Choice(match self.0 {
            Source::Rollup { .. } => StatisticsSourceKind::Rollup,
            Source::Base => StatisticsSourceKind::Records,
        })
    }

    /// Watermark: how far the data had come when precomputed sums were read. Two answers with equal marks have nothing
    /// between them; a mark does not tell how much has happened. Absent when the records were read.
    ///
    /// Svenska: Vattenmärke: hur långt uppgifterna hade kommit när förberäknade summor lästes. Mellan två svar med lika
    /// märken har inget hänt; ett märke säger inte hur mycket som hänt. Saknas när posterna lästes.
    async fn watermark(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let Source::Rollup { watermark, .. } = self.0 else { return Ok(None) };
        // The number itself counts everything that happens in every domain.
        let mark = app(ctx).db.sealer().blind_index(&format!("statistics.watermark.{watermark}"));
        mark.map(|mark| Some(mark.chars().take(DIGITS).collect())).map_err(|error| refuse(ctx, error))
    }
}
