package schema

import (
	"strings"
	"unicode"
)

// property translates \p{...} and \P{...}. Go 1.24, which compiles the output, knows the short
// names of categories and the long names of scripts.
func (t *translation) property() {
	end := strings.IndexByte(t.in, '}')
	switch {
	case end > 0 && t.in[2] == '{':
	case len(t.in) > 2 && strings.IndexByte("CLMNPSZ", t.in[2]) >= 0: // a category without braces, as in other languages
		t.copy(3, t.in[:3])
		return
	default:
		t.wrong(t.in[:2] + " is not followed by the name of a Unicode property in braces")
		t.copy(2, "")
		return
	}
	negated, text := t.in[1] == 'P', t.in[:end+1]
	name, value, hasName := strings.Cut(t.in[3:end], "=")
	if !hasName {
		name, value = "", name
	}
	category, isCategory := unicode.CategoryAliases[value]
	if !isCategory {
		category = value
		_, isCategory = unicode.Categories[value]
	}
	_, isScript := unicode.Scripts[value]
	isScriptName := name == "Script" || name == "sc" || name == "Script_Extensions" || name == "scx"
	isCategory = isCategory && (name == "" || name == "General_Category" || name == "gc")
	translated := ""
	switch {
	case isCategory && category == "LC":
		translated = t.classOf(`\p{Lu}\p{Ll}\p{Lt}`, "", negated)
	case isCategory && category != "Cn":
		translated = t.in[:3] + category + "}"
	case isScript && (name == "" || isScriptName), value == "Any" && name == "":
		translated = t.in[:3] + value + "}"
	case value == "ASCII" && name == "":
		translated = t.classOf(`\x00-\x7f`, `\x{80}-\x{10ffff}`, negated)
	case !isCategory && !(isScriptName && len(value) == 4) && !(name == "" && binaryProperties[value]):
		t.wrong(text + " is no property of Unicode")
	}
	if translated == "" {
		t.need("the property " + text)
		translated = `\pL`
	}
	t.copy(end+1, translated)
}

// classOf returns a class, or its complement, inside or outside of brackets; "" if there is no
// such text.
func (t *translation) classOf(class, complement string, negated bool) string {
	switch {
	case !t.class && negated:
		return "[^" + class + "]"
	case !t.class:
		return "[" + class + "]"
	case negated:
		return complement
	}
	return class
}

// binaryProperties are the properties of ECMA-262 without a value. Its scripts have names of four
// letters, too, which Go does not know.
var binaryProperties = func() map[string]bool {
	names := map[string]bool{}
	for name := range strings.FieldsSeq(`ASCII ASCII_Hex_Digit AHex Alphabetic Alpha Any Assigned Bidi_Control Bidi_C Bidi_Mirrored Bidi_M
		Case_Ignorable CI Cased Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL
		Changes_When_NFKC_Casefolded CWKCF Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash
		Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia Emoji Emoji_Component EComp Emoji_Modifier EMod
		Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic ExtPict Extender Ext Grapheme_Base Gr_Base
		Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST ID_Continue IDC ID_Start IDS
		Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE Lowercase Lower Math Noncharacter_Code_Point NChar
		Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical Regional_Indicator RI Sentence_Terminal
		STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph UIdeo Uppercase Upper Variation_Selector VS
		White_Space space XID_Continue XIDC XID_Start XIDS`) {
		names[name] = true
	}
	return names
}()
