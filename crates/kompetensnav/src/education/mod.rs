//! What education others give, read from files and from the addresses of its sources, into a database that others use meanwhile.

mod address;
mod file;

use std::sync::Arc;

use access::Request;
use education_supply::{BATCH, EducationImport, EducationSupply, Remark, SourceRecord, emil, emil::Unread};

pub(crate) use address::base;
pub use address::{Address, read_address};
pub use file::read_file;

use crate::wiring::told;

/// A record, or what is known of what is none.
type Record = Result<SourceRecord, Unread>;

/// Who reads, where to, and who is told of records that cannot be read.
pub struct Reading<'a> {
    /// The supply.
    pub supply: EducationSupply,
    /// As whom.
    pub request: Arc<Request>,
    /// The source's name with whoever runs the service.
    pub source: &'a str,
    /// Told of each remark.
    pub tell: &'a mut (dyn FnMut(&Remark) + Send),
}

impl Reading<'_> {
    /// Takes in records, however many, batch by batch.
    async fn take(&mut self, mut run: EducationImport, records: Vec<Record>) -> Result<EducationImport, String> {
        let mut records = records.into_iter();
        loop {
            let batch: Vec<Record> = records.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(run);
            }
            let taken = self.supply.take(&self.request, run, batch).await.map_err(told)?;
            taken.remarks.iter().for_each(&mut *self.tell);
            run = taken.run;
        }
    }
}

/// What a scanned record is.
fn record(scanned: &emil::Scanned) -> Record {
    emil::record(scanned)
}
