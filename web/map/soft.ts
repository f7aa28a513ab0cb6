import { LayerExtension } from '@deck.gl/core';

/**
 * Two small changes to deck.gl's circles, both in the fragment shader where `geometry.uv` runs from -1 to 1
 * across the circle.
 */

/**
 * A circle whose edge fades out: the place lies somewhere in here, and no line says where it ends. Its colour comes
 * out multiplied by its alpha, as STRONGEST_WINS needs it.
 */
export class SoftEdge extends LayerExtension {
  static override extensionName = 'SoftEdge';

  override getShaders() {
    return {
      inject: {
        'fs:DECKGL_FILTER_COLOR': 'color.a *= 1.0 - smoothstep(0.45, 1.0, length(geometry.uv));',
        // A circle that fills the window says nothing there and would only tint the land: it pales as it grows.
        'fs:#main-end': `
          if (picking.isActive < 0.5) {
            fragColor.rgb *= fragColor.a;
            fragColor *= mix(1.0, 0.25, smoothstep(120.0, 460.0, outerRadiusPixels));
          }
        `,
      },
    };
  }
}

/** Blending for soft circles: where many overlap the strongest counts, or half the country would drown in colour. */
export const STRONGEST_WINS = { blendColorOperation: 'max', blendAlphaOperation: 'max' } as const;

/** A diamond with a rim in the layer's line colour: another shape than the dot, so that colour is not alone. */
export class Diamond extends LayerExtension {
  static override extensionName = 'Diamond';

  override getShaders() {
    return {
      inject: {
        'fs:#decl': 'float vigia_diamond(vec2 uv) { return abs(uv.x) + abs(uv.y); }',
        // Picking reads the same fragments, so what is cut away can't be clicked either.
        'fs:#main-start': 'if (vigia_diamond(unitPosition) > 1.0) discard;',
        // The rim comes last, where the line colour is known; in a picking pass the colour is an index: hands off.
        'fs:#main-end': `
          if (picking.isActive < 0.5) {
            fragColor.rgb = mix(fragColor.rgb, vLineColor.rgb, smoothstep(0.66, 0.76, vigia_diamond(unitPosition)));
          }
        `,
      },
    };
  }
}
