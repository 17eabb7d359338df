//! How a level scale is shown.

use async_graphql::{Context, Object, Result};
use graph::{Asked, Connection, Field, Fields, FilterInput, Object, OrderInput, Shown, Table, connect, table};
use kernel::Label;
use store::Filter;
use workplaces::scale::{self, LevelScaleColumn as C};

use crate::objects::organisation::OrganisationObject;

pub type LevelScaleObject = Object<LevelScaleFields>;
pub type LevelScaleFilter = FilterInput<LevelScaleFields>;
pub type LevelScaleOrder = OrderInput<LevelScaleFields>;

type F = Field<LevelScaleFields>;

/// The fields of [`scale::LevelScale`].
pub struct LevelScaleFields;

impl Fields for LevelScaleFields {
    type Record = scale::LevelScale;

    const NAME: &'static str = "LevelScale";
    const ABOUT: Label = Label {
        sv: "Nivåskala: vad nivåerna av en färdighet heter, från 1 och uppåt.",
        en: "Level scale: what the levels of a skill are called, from 1 up.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(LevelScaleFields, [
            F::text("name", C::Name, |row| &row.name, ("Namn.", "Name.")).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::computed::<Vec<String>>("steps", |row| row.steps.clone(),
                ("Steg: nivåernas namn, från 1 och uppåt.", "Steps: the levels' names, from 1 up.")).looking_at(&[C::Steps]).showing(Shown::Texts),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: den som svarar för skalan.", "Organisation: the one that answers for the scale.")).filtered().by_id(),
        ])
    }
}

/// Frågor om nivåskalor.
#[derive(Default)]
pub struct LevelScaleQuery;

#[Object]
impl LevelScaleQuery {
    /// Nivåskalor; public words.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn level_scales(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<LevelScaleFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<LevelScaleOrder>>,
    ) -> Result<Connection<LevelScaleObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
