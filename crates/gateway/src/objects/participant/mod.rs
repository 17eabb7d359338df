//! Person.

mod object;
mod query;

pub use object::ParticipantObject;
pub use query::ParticipantQuery;

use kernel::command::Enumeration;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ParticipantQuery],
    rules: &[participants::participant::rules::ALL],
    enumerations: &[Enumeration::of::<kernel::IdentityKind>(), Enumeration::of::<kernel::Sex>()],
    ..Registration::NONE
};
