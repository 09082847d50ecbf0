/** Where the vault keeps which order was open: a lock and a backup cover it like the order itself. */
export const LAST_ORDER = "desk/order";
