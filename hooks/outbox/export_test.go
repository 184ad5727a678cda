package outbox

// Take leases a row without sending it, as a program does that dies in between.
var Take = take

// Explain is exported for the table of failures.
var Explain = explain

// ErrHouse is exported for the same table.
var ErrHouse = errHouse
