// Package paging has what functions over the pages of a list share.
package paging
