//! A filter by words, wherever in a row's texts they stand.

use std::sync::Arc;

use async_graphql::{InputType, InputValueError};
use kernel::error::optional_text;
use store::{Column, Filter};

use super::{Field, Fields, FilterField, How, Matcher};
use crate::context::db;

/// Longest search, in characters.
const LONGEST: usize = 200;

impl<T: Fields> Field<T> {
    /// A filter by words that are found as [`kernel::words`] has it, and no field. `column` keeps those of the row's
    /// texts. Blanks are searched for in vain nowhere, other signs everywhere.
    pub fn searched(column: Column<T::Record>) -> Field<T> {
        let about = (
            "Har alla orden i sin text, regelbundet böjda eller som början på längre ord; ord vars stam ändras (stad, städer) eller är kortare än tre bokstäver (öka, ny) söks i varje form. Högst 200 tecken.",
            "Holds every word in its text, regularly inflected or as the beginning of another; words whose stem changes (stad, städer) or has fewer than three letters (öka, ny) are searched for in each form. At most 200 characters.",
        );
        let mut row = Field::new("matches", about, How::Nothing);
        let matcher = Matcher {
            register: <Option<String> as InputType>::create_type_info,
            read: Box::new(move |value| {
                let given = <String as InputType>::parse(Some(value)).map_err(InputValueError::propagate)?;
                Ok(Arc::new(move |ctx| {
                    let text = optional_text("filter.matches", Some(&given), LONGEST)?;
                    Ok(text.map_or_else(Filter::default, |text| store::search(db(ctx).dialect(), column, &text)))
                }))
            }),
        };
        row.filters.push(FilterField { name: "matches".to_owned(), about: row.about, matcher });
        row
    }
}
