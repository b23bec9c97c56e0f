// Package runtime holds the packages whose declarations travel with every generated
// package. Imports run one way:
//
//	core <- json <- check, form <- media <- client <- oauth
//	                               media <- server
//	                               client <- fake
//	                               client, server <- hook
//	core <- paging
//	local
//
// A generated package contains the declarations that it needs, or imports a copy of
// these packages that it shares with others. Both are made by package bundle of the
// generator. The rules:
//
//   - Only the standard library is imported, and what Go 1.24 has of it.
//   - There is no init function, no registry, no unsafe, no build tag and no
//     assertion such as var _ I = T{}.
//   - A declaration mentions only what it needs, because what it mentions travels.
//   - Generated code mentions exported declarations, methods and fields only.
//   - An interface that generated types implement has exported methods only.
package runtime

import "embed"

// FS holds the source of all packages, by package and file.
//
//go:embed core json check form media client local fake paging oauth server hook
var FS embed.FS
