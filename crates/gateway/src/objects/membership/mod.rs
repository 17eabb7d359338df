//! Ledamotskap.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{MembershipFilter, MembershipObject, MembershipStatus, SeatKind, Standing};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<MembershipObject>::as_of(
        "memberships",
        councils::Membership::as_of,
        ("Platser i råd och branschråd; offentliga.", "Seats held in councils and industry councils; public."),
        ("Platser som innehades den dagen.", "Seats held on that day."),
    )],
    mutations,
    nodes: &[NodeKind::of::<MembershipObject>()],
    rules: &[councils::membership::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::membership::MembershipStatus>(),
        Enumeration::of::<councils::membership::SeatKind>(),
        Enumeration::of::<councils::membership::Standing>(),
    ],
    events: &[
        ("InvitationAccepted", "Inbjudan besvarades med ja", "The invitation was accepted"),
        ("InvitationDeclined", "Inbjudan besvarades med nej", "The invitation was declined"),
        ("MandateEnded", "Mandatet avslutades", "The mandate ended"),
        ("MandateStarted", "Mandatet började", "The mandate started"),
        ("MemberInvited", "Organisationen bjöds in", "The organisation was invited"),
        ("MemberReturned", "Ledamoten kom tillbaka", "The member returned"),
        ("MemberWentOnLeave", "Ledamoten blev tjänstledig", "The member went on leave"),
    ],
};
