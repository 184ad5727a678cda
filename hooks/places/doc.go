// Package places knows where people live: estates, buildings and their units,
// the grids that cover them and the organisations that serve them. It is the
// only writer of these tables.
package places
