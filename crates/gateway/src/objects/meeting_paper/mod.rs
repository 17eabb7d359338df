//! Beslutsunderlag.

mod mutation;
mod object;
mod withheld;

pub use mutation::mutations;
pub use object::MeetingPaperObject;
pub use withheld::WithheldPaperObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<MeetingPaperObject>::new(
        "meetingPapers",
        (
            "Beslutsunderlag inom din räckvidd: ditt råds, och de som är allas vid möten vars protokoll är justerade.",
            "Papers of meetings within your reach: your council's, and those for everyone of meetings whose minutes are approved.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<MeetingPaperObject>()],
    rules: &[councils::meeting::paper::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::meeting::paper::PaperKind>(),
        Enumeration::of::<councils::meeting::paper::PaperAccess>(),
        Enumeration::of::<councils::meeting::paper::PaperStatus>(),
        Enumeration::of::<councils::meeting::paper::PaperFormat>(),
        Enumeration::of::<councils::meeting::LegalGround>(),
    ],
    events: &[
        ("PaperAdded", "Underlaget lades till", "The paper was added"),
        ("PaperChanged", "Underlaget ändrades", "The paper was changed"),
        ("PaperFiled", "Underlaget fick sin fil", "The paper got its file"),
        ("PaperOpened", "Underlaget gjordes tillgängligt för alla", "The paper was opened to everyone"),
        ("PaperRestricted", "Underlaget begränsades till rådet", "The paper was restricted to the council"),
        ("PaperSuperseded", "En ny utgåva tog dess plats", "A new edition took its place"),
        ("PaperWithdrawn", "Underlaget återtogs", "The paper was withdrawn"),
    ],
};
