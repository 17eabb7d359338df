//! Which saved questions, in which order.

use async_graphql::{Context, Enum, InputObject};
use kernel::{Direction, Result, id::kind};
use library::saved_question::SavedQuestionColumn as C;
use store::Filter;

use super::object::{QuestionSharing, QuestionStatus, QuestionTheme};
use crate::graph::{
    EnumFilter, Filtering, IdFilter, KeyFilter, OrderDirection, Ordering, TextFilter, filter::connectives,
};

/// Frågefilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct SavedQuestionFilter {
    /// Alla dessa.
    and: Option<Vec<SavedQuestionFilter>>,
    /// Någon av dessa.
    or: Option<Vec<SavedQuestionFilter>>,
    /// Inte detta.
    not: Option<Box<SavedQuestionFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Adress.
    slug: Option<KeyFilter>,
    /// Rubrik på svenska.
    title_sv: Option<TextFilter>,
    /// Rubrik på engelska.
    title_en: Option<TextFilter>,
    /// Tema.
    theme: Option<EnumFilter<QuestionTheme>>,
    /// Status.
    status: Option<EnumFilter<QuestionStatus>>,
    /// Delning.
    sharing: Option<EnumFilter<QuestionSharing>>,
    /// Organisationen som äger den.
    organisation_id: Option<IdFilter>,
    /// Rådet som äger den.
    council_id: Option<IdFilter>,
    /// Kompetensnavet som äger den.
    hub_id: Option<IdFilter>,
    /// Projektet som äger den.
    project_id: Option<IdFilter>,
}

impl Filtering<C> for SavedQuestionFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::SavedQuestion>(C::Id)).transpose()?,
            self.slug.map(|f| f.on(C::Slug)).transpose()?,
            self.title_sv.map(|f| f.on(C::TitleSvKey)),
            self.title_en.map(|f| f.on(C::TitleEnKey)),
            self.theme.map(|f| f.on(C::Theme)),
            self.status.map(|f| f.on(C::Status)),
            self.sharing.map(|f| f.on(C::Sharing)),
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad sparade frågor kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SavedQuestionOrderField {
    /// Rubrik på svenska, i svensk ordning.
    TitleSv,
    /// Rubrik på engelska.
    TitleEn,
    /// Adress.
    Slug,
    /// Tema.
    Theme,
    /// Senast ändrad.
    UpdatedAt,
}

/// De sparade frågornas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct SavedQuestionOrder {
    /// Efter vad.
    field: SavedQuestionOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for SavedQuestionOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            SavedQuestionOrderField::TitleSv => C::TitleSvKey,
            SavedQuestionOrderField::TitleEn => C::TitleEnKey,
            SavedQuestionOrderField::Slug => C::Slug,
            SavedQuestionOrderField::Theme => C::Theme,
            SavedQuestionOrderField::UpdatedAt => C::UpdatedAt,
        };
        (column, self.direction.into())
    }
}
