//! Events that come of documents when this crate is built.

/// Orders.
pub mod events {
    include!(concat!(env!("OUT_DIR"), "/events.rs"));
}

/// Invoices, for this crate alone: most of the module is not used.
mod billing {
    include!(concat!(env!("OUT_DIR"), "/billing.rs"));
}

/// Whether a body is an invoice that has been paid.
pub fn is_paid(body: &[u8]) -> bool {
    let received = billing::Event::decode_invoices(body);
    received.is_ok_and(|received| match received.event {
        billing::Event::Invoices(_) => received.drift.is_empty(),
        billing::Event::Unknown(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::events::{Event, OrderState};

    #[test]
    fn what_is_generated_decodes() {
        let body = br#"{"event": "order.created", "order": {"id": 7, "state": "open"}}"#;
        let received = Event::decode(body).unwrap();
        assert!(received.drift.is_empty(), "{:?}", received.drift);
        let Event::OrderCreated(created) = received.event else {
            panic!("{:?}", received.event)
        };
        assert_eq!(created.order.id, 7);
        assert_eq!(created.order.state, Some(OrderState::Open));
    }

    #[test]
    fn the_other_configuration_is_used() {
        assert!(super::is_paid(br#"{"amount": 1}"#));
        assert!(!super::is_paid(br#"{"amount": "1"}"#));
    }
}
