"""The allow-list of elements, attributes and styles of drawings (SVG 1.1 and 2, CSS)."""

from __future__ import annotations

from typing import Final

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XHTML: Final = "http://www.w3.org/1999/xhtml"

ELEMENTS: Final = frozenset(
    """
    a circle clipPath defs ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line
    linearGradient marker mask path pattern polygon polyline radialGradient rect stop style svg
    switch symbol text textPath tspan use
    """.split()  # noqa: SIM905 - a list would be longer than all the rest
)
WITH_TEXT: Final = frozenset(("text", "tspan", "textPath"))
"""Whose characters are drawn; those elsewhere are blanks between lines."""

MOVING: Final = frozenset(
    ("animate", "animateColor", "animateMotion", "animateTransform", "discard", "set")
)
PROGRAMS: Final = frozenset(
    ("applet", "audio", "canvas", "embed", "handler", "iframe", "listener", "object", "script")
)

PROPERTIES: Final = frozenset(
    """
    alignment-baseline background background-color baseline-shift clip clip-path clip-rule color
    color-interpolation color-interpolation-filters color-rendering color-scheme cx cy d direction
    display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-variant-caps font-variant-east-asian font-variant-ligatures
    font-variant-numeric font-variant-position font-variation-settings font-weight
    glyph-orientation-horizontal glyph-orientation-vertical height image-rendering inline-size
    isolation kerning letter-spacing lighting-color line-height marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events r
    rotate rx ry scale shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width tab-size
    text-align text-anchor text-decoration text-decoration-color text-decoration-line
    text-decoration-style text-decoration-thickness text-indent text-orientation text-overflow
    text-rendering text-shadow text-transform text-underline-offset transform transform-box
    transform-origin translate unicode-bidi vector-effect visibility white-space width word-spacing
    writing-mode x y
    """.split()  # noqa: SIM905 - as above
)
"""Properties of CSS; as attributes they mean the same."""

ATTRIBUTES: Final = PROPERTIES | frozenset(
    """
    amplitude azimuth baseFrequency bias class clipPathUnits cx cy diffuseConstant divisor dx dy
    edgeMode elevation exponent filterRes filterUnits fr fx fy gradientTransform gradientUnits id in
    in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle
    markerHeight markerUnits markerWidth maskContentUnits maskUnits media method mode numOctaves
    offset operator order orient pathLength patternContentUnits patternTransform patternUnits points
    pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits radius refX refY
    result rotate scale seed side slope spacing specularConstant specularExponent spreadMethod
    startOffset stdDeviation stitchTiles style surfaceScale systemLanguage tableValues targetX
    targetY textLength type values version viewBox x1 x2 xChannelSelector y1 y2 yChannelSelector z
    """.split()  # noqa: SIM905 - as above
)

FUNCTIONS: Final = frozenset(
    """
    blur brightness calc circle clamp color color-mix contrast drop-shadow ellipse grayscale hsl
    hsla hue-rotate hwb inset invert lab lch light-dark local matrix matrix3d max min oklab oklch
    opacity path perspective polygon rect rgb rgba rotate rotate3d rotatex rotatey rotatez saturate
    scale scale3d scalex scaley scalez sepia skew skewx skewy translate translate3d translatex
    translatey translatez var
    """.split()  # noqa: SIM905 - as above
)
"""Functions of CSS that compute from what is written in them, and ask nobody."""

SELECTOR_FUNCTIONS: Final = frozenset(
    ("first-child", "is", "lang", "not", "nth-child", "nth-last-child", "nth-of-type", "where")
)
OF_FONTS: Final = frozenset(
    ("font-display", "font-family", "font-stretch", "font-style", "font-weight", "unicode-range")
)
"""What a font says of itself, besides where it lies."""

WITH_RULES: Final = frozenset(("layer", "media", "supports"))
"""Rules of CSS that hold others."""
