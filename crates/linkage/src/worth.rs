//! What answering a proposal may bring: the chance that it is right, times what then changes
//! company. It sorts a list and decides nothing; joins nobody.

/// A loss that weighs as much as one complaint, in minor units: 500 €.
const LOSS_OF_ONE_COMPLAINT: i64 = 50_000;

/// The expected value of a proposal, in thousandths of a complaint: the chance that `bits` give
/// (hundredths of log2 of odds), times the complaints that change company and their loss in euro,
/// in minor units. A loss in another currency counts for nothing here: no rate is known.
#[must_use]
pub fn worth(bits: i64, complaints: usize, loss_minor: i64) -> i64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a rank in a list, from figures far below 2^52"
    )]
    {
        let chance = 1.0 / (1.0 + (-(bits as f64) / 100.0).exp2());
        let loss = loss_minor.max(0) as f64 / LOSS_OF_ONE_COMPLAINT as f64;
        (1_000.0 * chance * (complaints as f64 + loss)).round() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::worth;

    #[test]
    fn even_odds_on_one_complaint_without_loss_are_worth_half_of_one() {
        assert_eq!(worth(0, 1, 0), 500);
        assert_eq!(
            worth(0, 1, 50_000),
            1_000,
            "500 € weigh as one complaint more"
        );
    }

    #[test]
    fn more_evidence_more_complaints_and_more_loss_are_worth_more() {
        assert!(worth(100, 3, 0) > worth(0, 3, 0));
        assert!(worth(0, 4, 0) > worth(0, 3, 0));
        assert!(worth(0, 3, 1_000_000) > worth(0, 3, 0));
        assert_eq!(
            worth(0, 3, -5),
            worth(0, 3, 0),
            "a loss below nothing is none"
        );
    }

    #[test]
    fn no_figure_is_out_of_bounds() {
        assert_eq!(worth(-1_000_000, 3, 0), 0);
        assert_eq!(worth(1_000_000, 3, 0), 3_000);
    }
}
