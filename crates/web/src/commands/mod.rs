//! Commands and objects on the pages: what a signed-in person may do, a form for each command, a page for each object.
//!
//! - *Who*: the session alone, as for access tokens.
//! - *Cross-site requests*: each form carries the session's keyed answer.
//! - *Twice*: each form is good for one change, however often it is sent.

mod briefing;
mod file;
mod minutes;
mod paper;
mod port;
mod routes;

pub use briefing::{BriefedMeeting, BriefingCell, BriefingLine, BriefingPage, BriefingSection};
pub(crate) use file::{FILE, router as file_router};
pub use file::{FileForm, SentFile};
pub use minutes::{MinutesDecision, MinutesItem, MinutesPage, MinutesPaper, MinutesPresence};
pub(crate) use port::searched_in;
pub use port::{
    CommandForm, Commands, Fact, FactValue, FieldFault, FieldKind, FormField, Given, Group, Happened, Left, Link,
    NotDone, ObjectPage, Offered, RelatedPage, Relation, RowForm, SEARCH_CHARACTERS, WallChange, WallMaterial,
    WallPage, answered_name, search_name,
};
pub(crate) use routes::router;
