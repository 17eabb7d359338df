//! How every object type is shown: rows that know their siblings, Relay connections, filters, payloads, codes.

pub mod batch;
mod called;
mod choice;
pub mod code;
mod column_sink;
pub mod concept;
pub mod connection;
pub mod context;
mod describe;
pub mod enum_filter;
pub mod fields;
pub mod filter;
pub mod id;
mod input;
mod meta;
mod mutation;
mod object;
pub mod payload;
mod plan;
pub mod refusal;
pub mod scalar;
mod shown;
mod steps;
mod weighed;
mod writer;

pub use batch::{Batch, Node};
pub use called::parts;
pub use called::{label, upper_first};
pub use choice::Choice;
pub use code::CodeValue;
pub use column_sink::{Target, is_column};
pub use connection::{Asked, Connection, OrderDirection, Ordering, RecordObject, connect};
pub use describe::description;
pub use enum_filter::EnumFilter;
pub use fields::{Field, Fields, Table};
pub use filter::{
    BooleanFilter, CodeFilter, DateFilter, Filtering, IdFilter, IntFilter, KeyFilter, NearFilter, ShareFilter,
    TextFilter,
};
pub use id::{id, maybe_id};
pub use meta::{argument, meta_field, meta_object};
pub use mutation::{Changed, MutationField, MutationTable, Payload};
pub use object::{FilterInput, Object, OrderInput};
pub use payload::{UserError, refused, settle, writing};
pub use refusal::{refuse, refuse_to};
pub use scalar::{Date, DateTime, JsonValue, MoneyValue, day};
pub use shown::{Shown, ShownField, ShownObject};
