//! How we speak to a database: connecting, reading within a reach, keyset pages, changes that leave a trace,
//! sealed fields. One code for SQLite and PostgreSQL; no domain tables.

mod changed;
mod children;
mod cursor;
mod db;
pub mod filter;
pub mod held;
pub mod idempotency;
mod import_key;
mod lean;
mod many;
pub mod outbox;
mod parts;
mod read;
mod reader;
mod record;
mod record_reader;
mod row;
mod scope;
mod seal;
mod seal_key;
mod search;
mod session;
mod stored;
mod tally;
pub mod trace;
mod tx;
mod watermark;

pub use changed::changed_since;
pub use children::{Family, Via};
pub use db::{Connect, Db, Dialect, fault};
pub use filter::{Around, Compare, Filter, IdSet};
pub use idempotency::Done;
pub use import_key::ImportKey;
pub use outbox::{Event, Had, Happening, Seen};
pub use read::{Column, Query, id_set, records};
pub use record::{Mapped, Record};
pub use record_reader::RecordReader;
pub use row::{Cell, Cells, Row};
pub use scope::Reach;
pub use sea_orm::Value;
pub use seal::Sealer;
pub use search::{Search, search};
pub use tally::Tally;
pub use tx::Tx;
pub use watermark::Watermark;
