//! How a session is shown.

use efforts::session::{self, SessionColumn as C};
use graph::{Field, Fields, FilterInput, Object, OrderInput, Shown, Table, table};
use kernel::Label;

use super::clash::{CLASH_COLUMNS, RoomClash, clashes};
use crate::objects::occasion::OccasionObject;

pub type SessionObject = Object<SessionFields>;
pub type SessionFilter = FilterInput<SessionFields>;
pub type SessionOrder = OrderInput<SessionFields>;

type F = Field<SessionFields>;

/// The fields of [`session::Session`].
pub struct SessionFields;

impl Fields for SessionFields {
    type Record = session::Session;

    const NAME: &'static str = "Session";
    const ABOUT: Label = Label {
        sv: "Kurstillfälle: ett möte inom ett utbildningstillfälle.",
        en: "Session: one meeting of an occasion.",
    };
    const TITLE: &'static str = "occasion { id effort { id title } } startsAt";

    const FIRST: &'static [&'static str] = &["occasion", "startsAt", "endsAt"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SessionFields, [
            F::instant("startsAt", C::StartsAt, |row| row.starts_at, ("Början.", "Start.")).ordered(),
            F::instant("endsAt", C::EndsAt, |row| row.ends_at, ("Slut.", "End.")),
            F::maybe_text("place", C::Place, |row| row.place.as_deref(), ("Lokal eller länk.", "Room or link.")),
            F::choice("delivery", C::Delivery, |row| row.delivery,
                ("Genomförandeform.", "Delivery.")).filtered(),
            F::one::<OccasionObject>("occasion", C::OccasionId, |row| Some(row.occasion),
                ("Tillfälle.", "Occasion.")).by_id(),
            F::resolved::<Vec<RoomClash>>("clashes",
                ("Krockar: tider då anordnaren har ett annat kurstillfälle i lokalen, inom din räckvidd.", "Clashes: times at which the provider has another session in the room, within your reach."), |node, ctx| Box::pin(clashes(ctx, node)))
                .looking_at(&[C::ProviderId, C::Place]).showing(Shown::Rows(CLASH_COLUMNS)),
        ])
    }
}
