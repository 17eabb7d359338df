//! The words every crate uses. Pure: no I/O, no async, no domain objects.

pub mod clock;
pub mod command;
pub mod council;
pub mod datum;
pub mod error;
pub mod id;
pub mod identity;
pub mod label;
pub mod machine;
pub mod money;
pub mod organisation_number;
pub mod page;
pub mod path;
pub mod period;
pub mod personal_number;
pub mod spreadsheet;
pub mod stored;
pub mod swedish_time;
pub mod target_group;
pub mod text;
pub mod words;

pub use clock::{Clock, FixedClock, SystemClock, Timestamp, moment};
pub use command::Command;
pub use datum::Datum;
pub use error::{Error, FieldError, Result, Rule};
pub use id::{Id, Ids, Kind, RandomIds, SequentialIds};
pub use identity::{IdentityKind, PersonalIdentity, Sex};
pub use label::{Label, Lang, TextEnum};
pub use money::Money;
pub use organisation_number::OrganisationNumber;
pub use page::{Direction, PageRequest, Slice};
pub use path::Path;
pub use period::Period;
pub use stored::Stored;
pub use swedish_time::swedish_day;
pub use target_group::TargetGroup;
