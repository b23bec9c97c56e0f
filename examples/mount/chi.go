package mount

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/peergen/peergen/generated/peerreport"
)

// Chi serves api next to other routes of a chi router.
func Chi(api http.Handler) *chi.Mux {
	r := chi.NewRouter()
	// Mount strips its prefix from the route path of chi only. The URL of the request
	// does not change.
	r.Mount(peerreport.DefaultBasePath, api)
	return r
}
